// What MySQL's builders lack: RETURNING, which is made of several statements.
import { getTableColumns, is, Column, QueryPromise, SQL, Table } from "drizzle-orm";
import { RxError } from "../../../errors/rx-error.ts";
import type { SelectedField } from "../../session/map-rows.ts";
import type { QueryRunner } from "../../session/query-runner.ts";
import type { QueryDialect } from "../../session/track-dialect.ts";

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
    from: () => {
      throw new RxError("NOT_PORTABLE", { found: ".from()", dialect: "MySQL" });
    },
    returning: (fields: Readonly<Record<string, unknown>> = getTableColumns(table)) =>
      new Returning(write as unknown as Write, selectedFields(fields), context), // as: every builder of Drizzle's has it
  });
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
