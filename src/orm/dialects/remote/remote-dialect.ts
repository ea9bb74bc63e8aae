import type { DialectName } from "../dialect-name.ts";
import type { Builders } from "../../session/builders.ts";
import type { SelectedField } from "../../session/map-rows.ts";
import type { QueryRunner } from "../../session/query-runner.ts";
import type { Statement, StatementResult, WriteSource } from "../../session/statement.ts";
import type { QueryDialect } from "../../session/track-dialect.ts";
import type { RemoteClient } from "./remote-pool.ts";

/** In what PostgreSQL and MySQL differ, for the connection that serves both. */
export interface RemoteDialect {
  readonly name: DialectName;
  readonly dialect: QueryDialect;
  /** Does a failed statement end its transaction, so that each needs a savepoint to be caught? */
  readonly failureEndsTransaction: boolean;
  /** Does the server take several statements in one text? */
  readonly takesSeveralStatements: boolean;
  /** Is it about the connection, which is not to be used again? */
  isLost(this: void, error: unknown): boolean;
  /** Has the server undone the whole transaction, and not the statement alone? */
  endsTransaction(this: void, error: unknown): boolean;
  /** Does a change of the schema commit whatever was open? */
  readonly commitsOnSchemaChange: boolean;
  /** Names of tables and views: `[name]`. */
  readonly tablesText: string;
  /** Foreign keys: `[table, the table that it points to, on delete, on update]`, actions in words. */
  readonly foreignKeysText: string;
  /** Text columns that are not ordered by their bytes but by a language's rules: `[table, column]`. */
  readonly collatedText: string;
  /** Tables in which an update may change more columns than it names, by triggers or computed columns: `[table]`. */
  readonly busyText: string;
  createBuilders(runner: QueryRunner): Builders;
  toDriverParams(params: readonly unknown[]): readonly unknown[];
  /** What the driver threw as an error of ours. */
  toError(error: unknown, write: WriteSource | undefined, text: string): unknown;
  /** Does this write take more than one statement, which must be one transaction? */
  takesSteps(statement: Statement): boolean;
  /** Runs a statement that writes, with the rows that it returns. */
  write(client: Pick<RemoteClient, "run">, statement: Statement): Promise<StatementResult>;
  /** Inserts, and gives the keys of the new rows besides; undefined where nobody can tell them. */
  insert(
    client: Pick<RemoteClient, "run">,
    statement: Statement,
    keys: readonly SelectedField[],
  ): Promise<{ readonly result: StatementResult; readonly keys: readonly unknown[][] | undefined }>;
}
