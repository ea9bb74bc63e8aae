import type { DatabaseShape } from "../../../src/orm/introspect/database-shape.ts";
import { introspect } from "../../../src/orm/introspect/introspect.ts";
import type { MigrationTarget } from "../../../src/orm/migrate/migration-target.ts";
import { openDatabase } from "../../../src/orm/open-database.ts";
import { testDatabase } from "../../support/servers/test-database.ts";

/** A migration of MySQL with each kind of statement, and its way back. */
export const killedMigration = {
  "0001_a": [
    "create table `a`(`id` bigint auto_increment primary key, `x` int)",
    "insert into a(x) values (1), (2)",
    "alter table `a` rename column `x` to `y`",
    "update a set y = y * 10",
    "create table `b`(`id` bigint primary key, `a_id` bigint, constraint `b_a_fk` foreign key (`a_id`) references `a`(`id`))",
    "insert into b select id, id from a",
    "create index `a_y_idx` on `a`(`y`)",
    "alter table `a` modify column `y` bigint not null default 7",
    "alter table `b` drop foreign key `b_a_fk`",
    "drop table `b`",
  ],
  "0001_a.down": [
    "drop index `a_y_idx` on `a`",
    "alter table `a` rename column `y` to `x`",
    "update a set x = x + 1",
    "drop table `a`",
  ],
};

/** All that a migration changes. */
export interface State {
  readonly tables: DatabaseShape["tables"];
  readonly rows: unknown;
  readonly journal: unknown;
}

/** What a migration leaves in an empty database. */
export async function stateAfter(folder: string, work: (target: MigrationTarget) => Promise<unknown>): Promise<State> {
  await using database = await testDatabase("mysql");
  await work({ folder, database: database.url });
  return await stateOf({ folder, database: database.url });
}

/** What there is in a database now. */
export async function stateOf({ database }: MigrationTarget): Promise<State> {
  const handle = await openDatabase(database);
  try {
    const { tables } = await introspect(handle);
    const journal = await handle.rows("select origin, tag, steps, done, progress from rx_migrations order by 1, 2", []);
    const rows = tables.length === 0 ? [] : await handle.rows("select y from a order by y", []);
    return { tables, rows, journal };
  } finally {
    await handle.database.close();
  }
}
