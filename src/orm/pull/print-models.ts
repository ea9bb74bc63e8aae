import { printKey, printLiteral } from "./print-literal.ts";
import type { PulledColumn, PulledConstraint, PulledModel, PulledSchema } from "./pulled-model.ts";

/** Longest line of the file, unless a text in it is longer. */
const maxLine = 120;

/**
 * The file of an app's models.
 *
 * @param source where they come from, in words
 */
export function printModels(schema: PulledSchema, source: string): string {
  const names = new Map(schema.models.map(({ table, name }) => [table, name]));
  const models = schema.models.map((model) => printModel(model, names));
  return [
    `// Models of ${source}, as rx db pull found it. They are yours: labels, rules and what shall be secret go here.`,
    ...(models.some((text) => text.includes("(): readonly Column[]"))
      ? [`import type { Column } from "drizzle-orm";`]
      : []),
    ...printImports(schema),
    "",
    ...(schema.notes.length === 0
      ? []
      : ["// Not here, and left as it is in the database:", ...schema.notes.map(comment), ""]),
    models.join("\n\n"),
    "",
  ].join("\n");
}

function comment(note: string): string {
  return `// ${note.replaceAll(/\s+/g, " ")}`;
}

function printImports({ models }: PulledSchema): readonly string[] {
  const used = new Set(["model"]);
  for (const { columns, constraints } of models) {
    for (const { call } of columns) used.add(call);
    for (const { type } of constraints) used.add(type);
    if (constraints.some(({ type }) => type === "check")) used.add("sql");
  }
  const names = [...used].toSorted();
  const line = `import { ${names.join(", ")} } from "rowx/orm";`;
  return line.length <= maxLine ? [line] : ["import {", ...names.map((name) => `  ${name},`), `} from "rowx/orm";`];
}

function printModel(model: PulledModel, names: ReadonlyMap<string, string>): string {
  const columns = model.columns.flatMap((column) => [
    ...column.notes.map((note) => `  ${comment(note)}`),
    `  ${printKey(column.key)}: ${printColumn(column, names)},`,
  ]);
  const notes = model.notes.length === 0 ? [] : ["// In the database, and not here:", ...model.notes.map(comment)];
  const head = `export const ${model.name} = model(`;
  const options = model.display.length === 0 ? [] : [`{ display: ${printLiteral(model.display)} }`];
  if (model.constraints.length + options.length === 0)
    return [...notes, `${head}${JSON.stringify(model.table)}, {`, ...columns, "});"].join("\n");
  const constraints = model.constraints.map((item) => printConstraint(item, names));
  const oneLine = `  (t) => [${constraints.join(", ")}],`;
  const list =
    model.constraints.length === 0
      ? []
      : oneLine.length <= maxLine
        ? [oneLine]
        : ["  (t) => [", ...constraints.map((item) => `    ${item},`), "  ],"];
  return [
    ...notes,
    head,
    `  ${JSON.stringify(model.table)},`,
    "  {",
    ...columns.map((line) => `  ${line}`),
    "  },",
    ...list,
    ...options.map((text) => `  ${text},`),
    ");",
  ].join("\n");
}

function printColumn(column: PulledColumn, names: ReadonlyMap<string, string>): string {
  const { call, target, choices = [], options, modifiers } = column;
  const first = target ? [printTarget(target, names)] : choices.map((choice) => JSON.stringify(choice));
  const all = target?.byName === "uuid" ? { key: "uuid", ...options } : options;
  const args = [...first, ...(Object.keys(all).length === 0 ? [] : [printLiteral(all)])];
  const methods = modifiers.map(({ method, args: given }) => `.${method}(${given.map(printLiteral).join(", ")})`);
  return `${call}(${args.join(", ")})${methods.join("")}`;
}

function printTarget(
  { table, key, byName }: NonNullable<PulledColumn["target"]>,
  names: ReadonlyMap<string, string>,
): string {
  return byName === undefined ? `() => ${names.get(table)}.${key}` : JSON.stringify(table);
}

function printConstraint(item: PulledConstraint, names: ReadonlyMap<string, string>): string {
  const columns = (keys: readonly string[]): string => keys.map((key) => `t.${key}`).join(", ");
  switch (item.type) {
    case "primaryKey":
      return `primaryKey({ columns: [${columns(item.columns)}] })`;
    case "index":
    case "unique":
      return `${item.type}(${item.name === undefined ? "" : JSON.stringify(item.name)}).on(${columns(item.columns)})`;
    case "foreignKey": {
      const targets = item.targets.map((key) => `${names.get(item.table)}.${key}`).join(", ");
      const annotation = item.circular ? ": readonly Column[]" : "";
      const actions = [["onDelete", item.onDelete] as const, ["onUpdate", item.onUpdate] as const].flatMap(
        ([name, action]) => (action === undefined ? [] : [`${name}: ${JSON.stringify(action)}`]),
      );
      const members = [
        `columns: [${columns(item.columns)}]`,
        `references: ()${annotation} => [${targets}]`,
        ...actions,
      ];
      return `foreignKey({ ${members.join(", ")} })`;
    }
    case "check": {
      const text = item.parts.map((part) =>
        typeof part === "string" ? part.replaceAll(/[\\`]|\$\{/g, (found) => `\\${found}`) : `\${t.${part.column}}`,
      );
      return `check(${JSON.stringify(item.name)}, sql\`${text.join("").trim()}\`)`;
    }
  }
}
