import { is, Table } from "drizzle-orm";
import { currentDatabase } from "../current-database.ts";
import { isSecret } from "./is-secret.ts";
import { isRows } from "./plan-of.ts";
import { flattenFields, readSelect } from "./read-select.ts";
import { RowsQuery } from "./rows-query.ts";
import { RxError } from "../../errors/rx-error.ts";

/** What of a session of Drizzle's runs a select; hidden from its types. */
interface SelectSession {
  prepareQuery(
    query: unknown,
    fields: readonly { readonly path: readonly string[]; readonly field: unknown }[],
    method: "all",
  ): { joinsNotNullableMap?: unknown; all(): Promise<readonly unknown[]> };
}

/** Rows of a query in its own shape, at most so many, without secret columns; the app's query stays as it is. */
export async function readRows(query: unknown, limit: number, reveal: readonly string[]): Promise<readonly unknown[]> {
  if (!isRows(query)) throw new RxError("ROWS_QUERY_INVALID", { found: typeof query });
  const asked = query instanceof RowsQuery ? query.query : query;
  const select = is(asked, Table)
    ? currentDatabase()
        .database.select()
        .from(asked as never)
    : asked; // as: any dialect's table
  const { config, dialect, alwaysThere } = readSelect(select);
  const fields = flattenFields(config.fields)
    .filter(({ name, expression }) => !isSecret(expression) || reveal.includes(name))
    .map(({ path, expression }) => ({ path, field: expression }));
  const own = config.limit;
  const capped = typeof own === "number" ? Math.min(own, limit) : limit;
  const text = dialect.sqlToQuery(
    dialect.buildSelectQuery({ ...config, fields: {}, fieldsFlat: fields, limit: capped }),
  );
  const session = Reflect.get(select, "session") as SelectSession; // as: what every dialect's builder keeps
  const prepared = session.prepareQuery(text, fields, "all");
  prepared.joinsNotNullableMap = (config.joins?.length ?? 0) > 0 ? alwaysThere : undefined;
  return await prepared.all();
}
