import type { StandardSchemaV1 } from "@standard-schema/spec";
import { defaultLimits } from "../protocol/limits.ts";
import type { RowKey } from "../protocol/rows.ts";
import type { RowKeys } from "./crud-class.ts";

/** Adds members to an object schema: `{ keys }` or `{ key }` beside what else an event takes. */
export function withKey<Rest extends object>(
  rest: Readonly<{ [Name in keyof Rest]: StandardSchemaV1<unknown, Rest[Name]> }>,
): StandardSchemaV1<unknown, Rest & { readonly key: RowKey }> {
  return objectSchema({ key: keySchema, ...rest }) as StandardSchemaV1<unknown, Rest & { readonly key: RowKey }>; // as: the members' own schemas give these types
}

/** The same with many keys. */
export function withKeys<Rest extends object>(
  rest: Readonly<{ [Name in keyof Rest]: StandardSchemaV1<unknown, Rest[Name]> }>,
): StandardSchemaV1<unknown, Rest & RowKeys> {
  return objectSchema({ keys: keysSchema, ...rest }) as StandardSchemaV1<unknown, Rest & RowKeys>; // as: the members' own schemas give these types
}

const keySchema = schemaOf((value) => (isKey(value) ? { value } : refuse("Expected the key of a row.")));

const keysSchema = schemaOf((value) => {
  const { maxWindowRows: most } = defaultLimits;
  const isKeys = Array.isArray(value) && value.length <= most && value.every(isKey);
  return isKeys ? { value: [...new Set(value)] } : refuse(`Expected a list of at most ${most} row keys.`);
});

function isKey(value: unknown): value is RowKey {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}

function objectSchema(members: Readonly<Record<string, StandardSchemaV1>>): StandardSchemaV1 {
  return schemaOf(async (value) => {
    if (typeof value !== "object" || value === null) return refuse("Expected an object.");
    const output: Record<string, unknown> = {};
    const issues: StandardSchemaV1.Issue[] = [];
    for (const [name, schema] of Object.entries(members)) {
      const result = await schema["~standard"].validate(Reflect.get(value, name) ?? undefined);
      if (result.issues === undefined) output[name] = result.value;
      else issues.push(...result.issues);
    }
    return issues.length > 0 ? { issues } : { value: output };
  });
}

function schemaOf(
  validate: (value: unknown) => StandardSchemaV1.Result<unknown> | Promise<StandardSchemaV1.Result<unknown>>,
): StandardSchemaV1 {
  return { "~standard": { version: 1, vendor: "rowx", validate } };
}

function refuse(message: string): StandardSchemaV1.FailureResult {
  return { issues: [{ message }] };
}
