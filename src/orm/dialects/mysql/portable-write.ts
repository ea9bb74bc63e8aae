// What MySQL's builders lack: RETURNING, which is made of several statements, and PostgreSQL's spelling of an upsert.
import { getTableColumns, is, Column, QueryPromise, SQL, sql, Table } from "drizzle-orm";
import { RxError } from "../../../errors/rx-error.ts";
import type { SelectedField } from "../../session/map-rows.ts";
import type { QueryRunner } from "../../session/query-runner.ts";
import type { QueryDialect } from "../../session/track-dialect.ts";
import { keyColumns } from "../../values/key-columns.ts";

/** What a query needs to run. */
export interface QueryContext {
  readonly dialect: QueryDialect;
  readonly runner: QueryRunner;
}

interface Write {
  getSQL(): SQL;
}

/** A write that can be asked for its rows. */
export function withReturning<W extends object>(write: W, table: Table, context: QueryContext): W {
  return Object.assign(write, {
    from: () => refuse(".from()"),
    returning: (fields: Readonly<Record<string, unknown>> = getTableColumns(table)) =>
      new Returning(write as unknown as Write, selectedFields(fields), context), // as: every builder of Drizzle's has it
  });
}

/** An insert with the conflict clauses of the other databases. */
export function withUpsert<I extends object>(insert: I, table: Table): I {
  const config = Reflect.get(insert, "config") as { onConflict?: SQL; ignore?: boolean }; // as: what Drizzle keeps of an insert
  const update: unknown = Reflect.get(insert, "onDuplicateKeyUpdate");
  return Object.assign(insert, {
    onConflictDoNothing: (): I => {
      const [key] = keyColumns(table);
      // Not INSERT IGNORE, which hides other errors too.
      const first = key ?? Object.values(getTableColumns(table))[0];
      config.onConflict = sql`update ${sql.identifier(first?.name ?? "")} = ${sql.identifier(first?.name ?? "")}`;
      return insert;
    },
    onConflictDoUpdate: (clause: UpsertClause): I => {
      for (const name of ["where", "targetWhere", "setWhere"] as const)
        if (clause[name]) refuse(`onConflictDoUpdate({ ${name} })`);
      if (typeof update === "function") update.call(insert, { set: clause.set });
      Object.assign(config, { target: [clause.target].flat() });
      return insert;
    },
  });
}

interface UpsertClause {
  readonly target: Column | readonly Column[];
  readonly set: object;
  readonly where?: SQL;
  readonly targetWhere?: SQL;
  readonly setWhere?: SQL;
}

class Returning extends QueryPromise<unknown[]> {
  readonly #write: Write;
  readonly #fields: readonly SelectedField[];
  readonly #context: QueryContext;

  constructor(write: Write, fields: readonly SelectedField[], context: QueryContext) {
    super();
    this.#write = write;
    this.#fields = fields;
    this.#context = context;
  }

  execute(): Promise<unknown[]> {
    const { dialect, runner } = this.#context;
    return runner.rows(dialect.sqlToQuery(this.#write.getSQL()), this.#fields, {});
  }

  /** Drizzle's queries can be handed on before they run. */
  $dynamic(): this {
    return this;
  }
}

function selectedFields(fields: Readonly<Record<string, unknown>>, above: readonly string[] = []): SelectedField[] {
  return Object.entries(fields).flatMap(([key, field]) => {
    const path = [...above, key];
    if (is(field, Column) || is(field, SQL) || is(field, SQL.Aliased)) return [{ path, field }];
    const inner = is(field, Table) ? getTableColumns(field) : field;
    return selectedFields(inner as Record<string, unknown>, path); // as: nested fields
  });
}

function refuse(found: string): never {
  throw new RxError("NOT_PORTABLE", { found, dialect: "MySQL" });
}
