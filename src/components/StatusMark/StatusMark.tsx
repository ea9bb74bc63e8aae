import type { ReactNode } from "react";
import "./status-mark.css";
import { toneOf, type Tone } from "./tone-of.ts";
import { wordOf } from "./word-of.ts";

/** Props of StatusMark. */
export interface StatusMarkProps {
  /** A value of a `oneOf` column. */
  readonly value: string;
  /** Default: by the word itself (`paid`, `overdue`, …), else neutral. */
  readonly tone?: Tone | undefined;
  /** Only the dot and the word, without a filled ground: inside pickers. */
  readonly plain?: boolean | undefined;
}

/** A status as a dot and a word on the soft colour of its meaning: colour is never alone. */
export function StatusMark({ value, tone, plain }: StatusMarkProps): ReactNode {
  return (
    <span className="rx-status" data-tone={tone ?? toneOf(value)} data-plain={plain || undefined}>
      <span className="rx-status-dot" aria-hidden />
      {wordOf(value)}
    </span>
  );
}
