// PostgreSQL's spelling of an upsert for MySQL, which asks for no target: any unique key makes it update.
import { getTableColumns, is, Param, SQL, sql, type Column, type Table } from "drizzle-orm";
import { RxError } from "../../../errors/rx-error.ts";
import { keyColumns } from "../../values/key-columns.ts";

interface UpsertClause {
  readonly target: Column | readonly Column[];
  readonly set: Readonly<Record<string, unknown>>;
  readonly where?: SQL;
  readonly targetWhere?: SQL;
  readonly setWhere?: SQL;
}

/** What Drizzle keeps of an insert, and what is kept beside it for `WriteSource`. */
interface InsertConfig {
  onConflict?: SQL;
  target?: readonly Column[];
  conflict?: "update" | "nothing";
}

/** An insert with the conflict clauses of the other databases. */
export function withUpsert<I extends object>(insert: I, table: Table): I {
  const config = Reflect.get(insert, "config") as InsertConfig; // as: what Drizzle keeps of an insert
  const update: unknown = Reflect.get(insert, "onDuplicateKeyUpdate");
  return Object.assign(insert, {
    onConflictDoNothing: (clause: Partial<UpsertClause> = {}): I => {
      refuseConditions(clause);
      const target = [clause.target ?? []].flat();
      const [first] = [...target, ...keyColumns(table), ...Object.values(getTableColumns(table))];
      const name = sql.identifier(first?.name ?? "");
      // Not INSERT IGNORE, which hides other errors too.
      config.onConflict = sql`update ${name} = ${target.length > 0 ? onTarget(target, name) : name}`;
      Object.assign(config, { target, conflict: "nothing" });
      return insert;
    },
    onConflictDoUpdate: (clause: UpsertClause): I => {
      refuseConditions(clause);
      const target = [clause.target].flat();
      if (typeof update === "function") update.call(insert, { set: guarded(table, target, clause.set) });
      Object.assign(config, { target, conflict: "update" });
      return insert;
    },
  });
}

/** What is to be set, one part of which fails where another row than the target's is in the way. */
function guarded(table: Table, target: readonly Column[], set: UpsertClause["set"]): UpsertClause["set"] {
  const columns = Object.entries(getTableColumns(table)).filter(([, { name }]) =>
    target.some((column) => column.name === name),
  );
  // MySQL assigns in the table's order: at the first of the target's columns all of them have their old values.
  const [[key, column] = []] = [columns.filter(([name]) => set[name] !== undefined), columns].flat();
  if (key === undefined || !column) return set;
  const given = set[key];
  const value = given === undefined ? sql.identifier(column.name) : is(given, SQL) ? given : new Param(given, column);
  return { ...set, [key]: onTarget(target, value) };
}

/** The value, or error 1242 where the row that is in the way has other values in the target's columns. */
function onTarget(target: readonly Column[], value: unknown): SQL {
  const same = target.map(({ name }) => sql`${sql.identifier(name)} <=> values(${sql.identifier(name)})`);
  return sql`if(${sql.join(same, sql` and `)}, ${value}, (select 1 union all select 2))`;
}

function refuseConditions(clause: Partial<UpsertClause>): void {
  for (const name of ["where", "targetWhere", "setWhere"] as const)
    if (clause[name])
      throw new RxError("NOT_PORTABLE", { found: `a conflict clause with \`${name}\``, dialect: "MySQL" });
}
