import { PgDialect } from "drizzle-orm/pg-core";
import type { Statement, StatementResult } from "../../session/statement.ts";
import { trackDialect } from "../../session/track-dialect.ts";
import type { RemoteDialect } from "../remote/remote-dialect.ts";
import type { RemoteClient } from "../remote/remote-pool.ts";
import { isLost } from "./is-lost.ts";
import { moveIdentity } from "./move-identity.ts";
import { nullsFirst } from "./nulls-first.ts";
import { postgresBuilders } from "./postgres-builders.ts";
import { toDatabaseError } from "./to-database-error.ts";
import { toDriverParams } from "./to-driver-params.ts";

type Client = Pick<RemoteClient, "run">;

/** What PostgreSQL does in its own way. */
export function createPostgresDialect(): RemoteDialect {
  const dialect = trackDialect(new PgDialect(), "postgres");
  const buildSelect = dialect.buildSelectQuery.bind(dialect);
  Object.assign(dialect, { buildSelectQuery: (select: object) => buildSelect(nullsFirst(select)) });
  const givesIds = ({ write }: Statement): boolean => write?.what.type === "insert" && write.what.givesIds;
  const write = async (client: Client, statement: Statement): Promise<StatementResult> => {
    const { text, params, fields } = statement;
    const result = await client.run({ text, params, asArrays: fields !== undefined });
    if (statement.write && givesIds(statement)) await moveIdentity(client, statement.write.table);
    return result;
  };
  return {
    name: "postgres",
    dialect,
    failureEndsTransaction: true,
    takesSeveralStatements: true,
    isLost,
    endsTransaction: () => false,
    commitsOnSchemaChange: false,
    tablesText,
    foreignKeysText,
    collatedText,
    busyText,
    createBuilders: (runner) => postgresBuilders(dialect, runner),
    toDriverParams,
    toError: toDatabaseError,
    takesSteps: givesIds,
    write,
    insert: async (client, statement, keys) => {
      const names = keys.map(({ path }) => dialect.escapeName(path[0] ?? "")).join(", ");
      const text = `${statement.text}${statement.fields ? ", " : " returning "}${names}`;
      const fields = [...(statement.fields ?? []), ...keys];
      const { rows, rowCount } = await write(client, { ...statement, text, fields });
      const from = fields.length - keys.length;
      const arrays = rows as unknown[][]; // as: fields are named
      const own = statement.fields ? arrays.map((row) => row.slice(0, from)) : [];
      return { result: { rows: own, rowCount }, keys: arrays.map((row) => row.slice(from)) };
    },
  };
}

const tablesText = `select relname from pg_class
  where relkind in ('r', 'p', 'v', 'm', 'f') and pg_table_is_visible(oid) and relnamespace <> 'pg_catalog'::regnamespace`;

// A column without a collation of its own has the database's; what provides that is told from version 15 on.
const collatedText = `select t.relname, a.attname
  from pg_attribute a join pg_class t on t.oid = a.attrelid join pg_collation c on c.oid = a.attcollation
  join pg_database d on d.datname = current_database()
  cross join lateral (select coalesce(nullif(c.collprovider::text, 'd'), to_jsonb(d) ->> 'datlocprovider', 'c') as provider,
    coalesce(nullif(c.collcollate, ''), d.datcollate) as locale) o
  where t.relkind in ('r', 'p', 'v', 'm', 'f') and pg_table_is_visible(t.oid) and t.relnamespace <> 'pg_catalog'::regnamespace
    and a.attnum > 0 and not a.attisdropped
    and o.provider <> 'b' and not (o.provider = 'c' and o.locale in ('C', 'POSIX', 'C.UTF-8', 'C.utf8'))`;

const action = (column: string): string =>
  `case ${column} when 'c' then 'CASCADE' when 'n' then 'SET NULL' when 'd' then 'SET DEFAULT' when 'r' then 'RESTRICT' else 'NO ACTION' end`;

const foreignKeysText = `select c.relname, t.relname, ${action("k.confdeltype")}, ${action("k.confupdtype")}
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class t on t.oid = k.confrelid
  where k.contype = 'f' and pg_table_is_visible(c.oid)`;

// Our own triggers change nothing.
const busyText = `select c.relname from pg_trigger g join pg_class c on c.oid = g.tgrelid
  where not g.tgisinternal and g.tgname not like 'rx\\_%' and pg_table_is_visible(c.oid)
  union select c.relname from pg_attribute a join pg_class c on c.oid = a.attrelid
  where a.attgenerated <> '' and not a.attisdropped and pg_table_is_visible(c.oid)`;
