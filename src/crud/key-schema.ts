import type { StandardSchemaV1 } from "@standard-schema/spec";
import { defaultLimits } from "../protocol/limits.ts";
import type { RowKey } from "../protocol/rows.ts";
import type { RowSelection } from "../protocol/crud.ts";
import { parseShown } from "./parse-shown.ts";

/** Adds members to an object schema: `{ keys }` or `{ key }` beside what else an event takes. */
export function withKey<Rest extends object>(
  rest: Readonly<{ [Name in keyof Rest]: StandardSchemaV1<unknown, Rest[Name]> }>,
): StandardSchemaV1<unknown, Rest & { readonly key: RowKey }> {
  return objectSchema({ key: keySchema, ...rest }) as StandardSchemaV1<unknown, Rest & { readonly key: RowKey }>; // as: the members' own schemas give these types
}

/** The same with keys of many rows, or all rows that a filter and a search leave. */
export function withSelection<Rest extends object>(
  rest: Readonly<{ [Name in keyof Rest]: StandardSchemaV1<unknown, Rest[Name]> }>,
): StandardSchemaV1<unknown, Rest & RowSelection> {
  const [some, all] = [objectSchema({ keys: keysSchema, ...rest }), objectSchema({ all: allSchema, ...rest })];
  const isAll = (value: unknown): boolean => typeof value === "object" && value !== null && "all" in value;
  const schema = schemaOf((value) => (isAll(value) ? all : some)["~standard"].validate(value));
  return schema as StandardSchemaV1<unknown, Rest & RowSelection>; // as: the members' own schemas give these types
}

/** The input of an event about children: which kind, and what else it takes, each by a schema of that kind. */
export function withChild<Rest extends object>(
  rest: (child: string) => Readonly<{ [Name in keyof Rest]: StandardSchemaV1<unknown, Rest[Name]> }> | undefined,
): StandardSchemaV1<unknown, Rest & { readonly child: string }> {
  const schema = schemaOf((value) => {
    const child: unknown = typeof value === "object" && value !== null ? Reflect.get(value, "child") : undefined;
    const members = typeof child === "string" ? rest(child) : undefined;
    if (members === undefined) return refuse("Expected one of the kinds of children that there are.");
    return objectSchema({ child: schemaOf((name) => ({ value: name })), ...members })["~standard"].validate(value);
  });
  return schema as StandardSchemaV1<unknown, Rest & { readonly child: string }>; // as: the members' own schemas give these types
}

/** A row key. */
export const keySchema: StandardSchemaV1<unknown, RowKey> = schemaOf((value) =>
  isKey(value) ? { value } : refuse("Expected the key of a row."),
);

/** A row key, or none. */
export const openSchema: StandardSchemaV1<unknown, { readonly key: RowKey | null }> = schemaOf((value) => {
  const key: unknown = typeof value === "object" && value !== null ? Reflect.get(value, "key") : undefined;
  return key === null || isKey(key) ? { value: { key } } : refuse("Expected the key of a row, or null.");
});

/** A list of row keys. */
export const keysSchema: StandardSchemaV1<unknown, readonly RowKey[]> = schemaOf((value) => {
  const { maxWindowRows: most } = defaultLimits;
  const isKeys = Array.isArray(value) && value.length <= most && value.every(isKey);
  return isKeys ? { value: [...new Set(value)] } : refuse(`Expected a list of at most ${most} row keys.`);
});

const allSchema = schemaOf((value) => ({ value: parseShown(value) }));

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

function schemaOf<T>(
  validate: (value: unknown) => StandardSchemaV1.Result<T> | Promise<StandardSchemaV1.Result<T>>,
): StandardSchemaV1<unknown, T> {
  return { "~standard": { version: 1, vendor: "rowx", validate } };
}

function refuse(message: string): StandardSchemaV1.FailureResult {
  return { issues: [{ message }] };
}
