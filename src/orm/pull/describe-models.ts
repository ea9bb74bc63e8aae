import { currentDialect } from "../current-dialect.ts";
import type { ColumnSpec, RefSpec } from "../columns/column-spec.ts";
import type { ModelInfo } from "../model-info.ts";
import { columnName } from "../column-name.ts";
import { isNativeColumn, resolveReference } from "../resolve-reference.ts";
import { toSqlName } from "../sql-name.ts";
import { storageOf, type Storage } from "../table-plan.ts";
import { tableFor } from "../table-for.ts";
import { keyColumns } from "../values/key-columns.ts";
import type { Literal, PulledColumn, PulledModel, PulledSchema, PulledTarget } from "./pulled-model.ts";

/**
 * Models of a running app as they would be printed: columns, references, labels and keys. Secrets are left out, and what is code: rules,
 * and defaults that a function makes.
 */
export function describeModels(models: readonly ModelInfo[]): PulledSchema {
  return { models: models.map((model) => describeModel(model)), notes: [] };
}

function describeModel(model: ModelInfo): PulledModel {
  const open = [...model.columns].filter(([, { secret }]) => !secret);
  const names = keyColumns(tableFor(model, currentDialect())).map(({ name }) => name);
  const key = open.filter(([own, spec]) => names.includes(columnName(own, spec))).map(([own]) => own);
  return {
    table: model.name,
    name: model.exportName,
    columns: open.map(([own, spec]) => describeColumn(model, own, spec)),
    constraints: key.length > 1 && key.length === names.length ? [{ type: "primaryKey", columns: key }] : [],
    display: (model.display ?? []).filter((own) => open.some(([other]) => other === own)),
    notes: [],
  };
}

function describeColumn(model: ModelInfo, key: string, spec: ColumnSpec): PulledColumn {
  const target = spec.ref ? targetOf(model, key, spec) : undefined;
  const storage = storageOf(model, key, spec);
  const call = spec.kind === "ref" ? (target ? "ref" : storage.kind) : spec.kind;
  return {
    key,
    call,
    target,
    choices: spec.choices,
    options: { ...optionsOf(call, storage, spec.ref), ...wordsOf(key, spec) },
    modifiers: call === "id" ? [] : modifiersOf(spec),
    notes: [],
  };
}

function optionsOf(
  call: PulledColumn["call"],
  { max, precision, scale, sqliteText }: Storage,
  ref: RefSpec | undefined,
): Record<string, Literal> {
  switch (call) {
    case "text":
    case "longText":
      return max === undefined ? {} : { max };
    case "decimal":
      return { precision: precision ?? 15, scale: scale ?? 0 };
    case "timestamp":
      return sqliteText ? { sqlite: "text" } : {};
    case "ref":
      return { ...(ref?.as !== undefined && { as: ref.as }), ...(ref?.many !== undefined && { many: ref.many }) };
    default:
      return {};
  }
}

function wordsOf(key: string, spec: ColumnSpec): Record<string, Literal> {
  const name = columnName(key, spec);
  return {
    ...(spec.label !== undefined && { label: spec.label }),
    ...(spec.help !== undefined && { help: spec.help }),
    ...(name !== toSqlName(key) && { column: name }),
  };
}

function modifiersOf(spec: ColumnSpec): PulledColumn["modifiers"] {
  const plain = (method: string): PulledColumn["modifiers"][number] => ({ method, args: [] });
  return [
    ...(spec.primary ? [plain("primaryKey")] : spec.notNull ? [plain("notNull")] : []),
    ...(spec.default?.type === "now" ? [plain("defaultNow")] : []),
    ...(spec.kind === "uuid" && spec.default?.type === "function" ? [plain("defaultRandom")] : []),
  ];
}

function targetOf(model: ModelInfo, key: string, spec: ColumnSpec): PulledTarget | undefined {
  const found = spec.ref && resolveReference(model, key, spec.ref);
  if (!found || isNativeColumn(found)) return undefined;
  const { kind } = storageOf(found.model, found.key, found.model.columns.get(found.key) ?? spec);
  // By name: types may go in circles, and these are read by nobody.
  const byName = kind === "uuid" || kind === "text" ? "uuid" : "number";
  const isKey = found.model.columns.get(found.key)?.primary === true;
  return { table: found.model.name, key: found.key, byName: isKey ? byName : undefined };
}
