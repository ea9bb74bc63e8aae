import type { StandardSchemaV1 } from "@standard-schema/spec";
import { RxError } from "../errors/rx-error.ts";
import type { Schema } from "./types/schema.ts";

/**
 * What a schema makes of a value; a promise only where the schema itself is asynchronous.
 *
 * @throws RxError INPUT_INVALID with the first issue's path as its field.
 */
export function validate(schema: Schema, value: unknown): unknown {
  const result = schema["~standard"].validate(value);
  return result instanceof Promise ? result.then(toOutput) : toOutput(result);
}

function toOutput(result: StandardSchemaV1.Result<unknown>): unknown {
  if (result.issues === undefined) return result.value;
  const [first] = result.issues;
  const field = first?.path?.map((part) => String(typeof part === "object" ? part.key : part)).join(".");
  const issues = result.issues.map((issue) => issue.message).join(" ");
  throw new RxError("INPUT_INVALID", { issues }, field === undefined || field === "" ? {} : { field });
}
