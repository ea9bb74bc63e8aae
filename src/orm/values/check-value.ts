import type { Column } from "drizzle-orm";
import { RxError } from "../../errors/rx-error.ts";
import { checkKind } from "./check-kind.ts";
import { columnFacts } from "./column-facts.ts";

/**
 * Checks a value that an edit or a form gives a column: what `checkKind` looks at, then the column's own `.validate()` rule.
 * Gives the value to be written, as the rule gave it.
 *
 * @throws RxError VALUE_INVALID with the column as its field
 */
export async function checkValue(column: Column, value: unknown): Promise<unknown> {
  const facts = columnFacts(column);
  const checked = checkKind(facts, value);
  if (checked === null || !facts.rule) return checked;
  const result = await facts.rule["~standard"].validate(checked);
  if (!result.issues) return checkKind(facts, result.value);
  const expected = result.issues.map((issue) => issue.message).join("; ");
  throw new RxError("RULE_BROKEN", { label: facts.label, expected }, { field: facts.key });
}
