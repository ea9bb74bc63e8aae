import type { ColumnShape, DatabaseShape } from "../introspect/database-shape.ts";
import type { CopyConnection } from "./copy-connection.ts";

/** What means something else in the other database than in this one, in words, one line each: case, padding. */
export async function changedMeanings(
  target: CopyConnection,
  [from, to]: readonly [from: DatabaseShape, to: DatabaseShape],
): Promise<readonly string[]> {
  const padded = from.tables.flatMap(({ name, columns }) =>
    columns
      .filter(({ type }) => /^character(?:\(|$)/.test(type))
      .map((column) => `padding: ${name}.${column.name} was filled up with spaces, which are now part of its texts`),
  );
  const before = new Set(from.tables.flatMap(ignoringCase));
  const lost = [...before].filter((column) => !to.tables.flatMap(ignoringCase).includes(column));
  return [
    ...lost.map((column) => `case: texts of ${column} were the same in any case, and are no more`),
    ...(target.dialect === "mysql" ? await meaningsOfMysql(target, before) : []),
    ...padded,
  ];
}

function ignoringCase({
  name,
  columns,
}: {
  readonly name: string;
  readonly columns: readonly ColumnShape[];
}): readonly string[] {
  return columns
    .filter(({ collation, type }) => type === "citext" || /nocase|_ci$/.test(collation ?? ""))
    .map((column) => `${name}.${column.name}`);
}

/** MySQL compares texts as the database's collation says. */
async function meaningsOfMysql(target: CopyConnection, before: ReadonlySet<string>): Promise<readonly string[]> {
  const [[name] = []] = await target.rows(
    "select default_collation_name from information_schema.schemata where schema_name = database()",
  );
  const collation = String(name);
  const remedy = "make the database with `character set utf8mb4 collate utf8mb4_nopad_bin` (MySQL 8: utf8mb4_0900_bin)";
  const ignoresCase = collation.endsWith("_ci") && before.size === 0;
  const pads = !collation.includes("nopad") && !collation.includes("_0900_");
  return [
    ...(ignoresCase ? [`case: 'a' and 'A' are the same in the collation ${collation}; ${remedy}`] : []),
    ...(pads ? [`padding: 'a' and 'a ' are the same in the collation ${collation}; ${remedy}`] : []),
  ];
}
