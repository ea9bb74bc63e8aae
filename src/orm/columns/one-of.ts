import { RxError } from "../../errors/rx-error.ts";
import type { ColumnOptions } from "./column-spec.ts";
import { PortableColumn } from "./portable-column.ts";

/** Column type of `oneOf`. */
export type OneOfConfig<Choice extends string> = {
  name: "";
  dataType: "string";
  columnType: "PgText";
  data: Choice;
  driverParam: unknown;
  enumValues: [Choice, ...Choice[]];
};

/**
 * One of the texts named, each at most 64 characters; options may come last.
 *
 * @example oneOf("lead", "active", "churned", { label: "Stage" })
 */
export function oneOf<const Choice extends string>(...choices: Choice[]): PortableColumn<OneOfConfig<Choice>>;
export function oneOf<const Choices extends readonly string[]>(
  ...choicesAndOptions: [...Choices, ColumnOptions]
): PortableColumn<OneOfConfig<Choices[number]>>;
export function oneOf(...given: readonly (string | ColumnOptions)[]): PortableColumn<OneOfConfig<string>> {
  const choices = given.filter((item) => typeof item === "string");
  const options = given.find((item) => typeof item === "object");
  const wrong = choices.find((choice, at) => choice.length > 64 || choice === "" || choices.indexOf(choice) !== at);
  if (choices.length === 0 || wrong !== undefined)
    throw new RxError("COLUMN_OPTION_INVALID", {
      what: "different texts of 1 to 64 characters in oneOf()",
      found: wrong === undefined ? "none" : JSON.stringify(wrong),
    });
  return new PortableColumn("oneOf", { ...options, choices });
}
