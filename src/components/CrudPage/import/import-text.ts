import type { CsvOutcome } from "../../../protocol/crud.ts";
import type { FormMessage } from "../../../protocol/form.ts";
import { countText } from "../removal-text.ts";

/** What an import did, or would do, in words: `1,200 orders new, 4 changed, 3 rows with errors`. */
export function outcomeText(form: Pick<FormMessage, "singular" | "plural">, outcome: CsvOutcome): string {
  const { created, updated, failed } = outcome;
  const parts = [
    ...(created > 0 || updated === 0 ? [`${countText(form, created)} new`] : []),
    ...(updated > 0 ? [created > 0 ? `${number(updated)} changed` : `${countText(form, updated)} changed`] : []),
    ...(failed > 0 ? [`${number(failed)} ${failed === 1 ? "row" : "rows"} with errors`] : []),
  ];
  return parts.join(", ");
}

/** `12 MB`, for the most that a file may have. */
export function sizeText(bytes: number): string {
  const megabytes = bytes / 1024 ** 2;
  return megabytes >= 1 ? `${number(Math.floor(megabytes))} MB` : `${number(Math.floor(bytes / 1024))} KB`;
}

function number(value: number): string {
  return value.toLocaleString("en");
}
