import type { RelatedCount, RemovalPreview } from "../../protocol/crud.ts";
import type { FormMessage } from "../../protocol/form.ts";
import type { Total } from "../../protocol/rows.ts";
import { totalText } from "../RefPicker/total-text.ts";

/** `1 order`, `1,204 orders`. */
export function countText(form: Pick<FormMessage, "singular" | "plural">, count: number): string {
  const word = count === 1 ? form.singular : form.plural;
  return `${count.toLocaleString("en")} ${word.toLowerCase()}`;
}

/** The same of a count that may not be exact: `over 10,000 orders`. */
export function rowsText(form: Pick<FormMessage, "singular" | "plural">, total: Total): string {
  return total.is === "exact" ? countText(form, total.count) : `${totalText(total)} ${form.plural.toLowerCase()}`;
}

/** What deleting would do, in words: what goes with the rows, or what keeps them. */
export function removalText({ rows, goesWith, keptBy }: RemovalPreview): string {
  const it = rows === 1 ? "It" : "They";
  if (rows === 0) return `Nothing is left to delete: somebody else was faster.`;
  if (keptBy.length > 0) {
    return `${it} cannot be deleted: ${listed(keptBy)} still ${isOne(keptBy) ? "needs" : "need"} ${rows === 1 ? "it" : "them"}.`;
  }
  const whose = rows === 1 ? `Its` : `Their`;
  const more =
    goesWith.length === 0
      ? ""
      : `${whose} ${listed(goesWith)} ${isOne(goesWith) ? "goes" : "go"} with ${rows === 1 ? "it" : "them"}. `;
  return `${more}This cannot be undone.`;
}

function listed(related: readonly RelatedCount[]): string {
  const parts = related.map((one) => countText(one, one.count));
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} and ${last}`;
}

function isOne([first, second]: readonly RelatedCount[]): boolean {
  return second === undefined && first?.count === 1;
}
