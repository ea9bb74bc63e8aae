import type { ReactNode } from "react";
import type { Choice } from "../../protocol/rows.ts";
import { markMatch } from "./mark-match.ts";

/** One choice of a picker: initials, the name with what was searched marked, the second line, the key. */
export function ChoiceLine({ choice, search }: { readonly choice: Choice; readonly search: string }): ReactNode {
  return (
    <span className="rx-choice">
      <span className="rx-choice-mark" aria-hidden>
        {initials(choice.label)}
      </span>
      <span className="rx-choice-text">
        <Marked text={choice.label} search={search} />
        {choice.detail !== undefined && (
          <span className="rx-choice-detail">
            <Marked text={choice.detail} search={search} />
          </span>
        )}
      </span>
      <span className="rx-choice-key rx-numbers">
        {typeof choice.value === "number" ? `#${choice.value}` : String(choice.value).slice(0, 8)}
      </span>
    </span>
  );
}

function Marked({ text, search }: { readonly text: string; readonly search: string }): ReactNode {
  const [before, match, after] = markMatch(text, search);
  return (
    <span>
      {before}
      {match !== "" && <mark className="rx-match">{match}</mark>}
      {after}
    </span>
  );
}

function initials(text: string): string {
  const [first = "", second = ""] = text.split(/\s+/);
  return (first.charAt(0) + second.charAt(0)).toUpperCase();
}
