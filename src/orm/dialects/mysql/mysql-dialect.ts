import { MySqlDialect } from "drizzle-orm/mysql-core";
import type { Statement } from "../../session/statement.ts";
import { trackDialect } from "../../session/track-dialect.ts";
import type { RemoteDialect } from "../remote/remote-dialect.ts";
import type { RemoteClient } from "../remote/remote-pool.ts";
import { insertedKeys, planKeys } from "./inserted-keys.ts";
import { isLost } from "./is-lost.ts";
import { mysqlBuilders } from "./mysql-builders.ts";
import { returnRows } from "./return-rows.ts";
import { toDatabaseError } from "./to-database-error.ts";
import { toDriverParams } from "./to-driver-params.ts";

/** What MySQL and MariaDB do in their own way. */
export function createMysqlDialect(): RemoteDialect {
  const dialect = trackDialect(new MySqlDialect(), "mysql");
  let step: number | undefined;
  const askStep = async (client: Pick<RemoteClient, "run">): Promise<number> => {
    if (step !== undefined) return step;
    const text = "select @@auto_increment_increment";
    const { rows } = await client.run({ text, params: [], asArrays: true });
    const [[found] = []] = rows as unknown[][]; // as: asked for as arrays
    return (step = Number(found));
  };
  const returns = ({ write, fields }: Statement): boolean => write !== undefined && fields !== undefined;
  return {
    name: "mysql",
    dialect,
    failureEndsTransaction: false,
    takesSeveralStatements: false,
    isLost,
    // A deadlock; whoever waited too long for a row (1205) keeps what came before.
    endsTransaction: (error) => Reflect.get(Object(error), "errno") === 1213,
    commitsOnSchemaChange: true,
    tablesText: "select table_name from information_schema.tables where table_schema = database()",
    foreignKeysText: `select table_name, referenced_table_name, delete_rule, update_rule
      from information_schema.referential_constraints where constraint_schema = database()`,
    // Where texts of other lengths are compared as if padded with spaces, bytes are not all that counts either.
    collatedText: `select table_name, column_name from information_schema.columns where table_schema = database()
      and collation_name is not null and collation_name not like '%nopad_bin' and collation_name not like '%0900_bin'`,
    busyText: `select event_object_table from information_schema.triggers where event_object_schema = database() union
      select table_name from information_schema.columns where table_schema = database()
      and (extra like '%on update%' or extra like '%virtual%' or extra like '%stored%')`,
    createBuilders: (runner) => mysqlBuilders(dialect, runner),
    toDriverParams,
    toError: toDatabaseError,
    takesSteps: returns,
    write: async (client, statement) => {
      if (returns(statement)) return await returnRows({ client, dialect, step: askStep }, statement);
      const { text, params } = statement;
      return await client.run({ text, params, asArrays: false });
    },
    insert: async (client, statement) => {
      const { write } = statement;
      if (returns(statement)) {
        const result = await returnRows({ client, dialect, step: askStep }, statement);
        return { result, keys: result.keys };
      }
      const result = await client.run({ text: statement.text, params: statement.params, asArrays: false });
      const insert = write?.what.type === "insert" ? write.what : undefined;
      if (!write || !insert || planKeys(write, insert) !== "together") return { result, keys: undefined };
      return { result, keys: insertedKeys(write, insert, result, await askStep(client)) };
    },
  };
}
