import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decimal } from "../../src/orm/columns/decimal.ts";
import { id } from "../../src/orm/columns/id.ts";
import { oneOf } from "../../src/orm/columns/one-of.ts";
import { ref } from "../../src/orm/columns/ref.ts";
import { text } from "../../src/orm/columns/text.ts";
import { timestamp } from "../../src/orm/columns/timestamp.ts";
import { index } from "../../src/orm/constraints/index-on.ts";
import { setCurrentDatabase } from "../../src/orm/current-database.ts";
import { model } from "../../src/orm/define-model.ts";
import { loadKit } from "../../src/orm/migrate/load-kit.ts";
import type { DialectName } from "../../src/orm/dialects/dialect-name.ts";
import { modelOf } from "../../src/orm/model-info.ts";
import { openDatabase } from "../../src/orm/open-database.ts";
import type { DatabaseHandle } from "../../src/orm/session/database-handle.ts";
import { tableFor } from "../../src/orm/table-for.ts";
import { defaultLimits } from "../../src/protocol/limits.ts";
import { startServer } from "../../tests/support/servers/start-server.ts";

export const customers = model("bench_customers", { id: id(), name: text().notNull(), city: text().notNull() });

export const orders = model(
  "bench_orders",
  {
    id: id(),
    customerId: ref(() => customers.id).notNull(),
    placedAt: timestamp().notNull(),
    status: oneOf("open", "paid", "shipped", "late", "void").notNull(),
    total: decimal({ precision: 12, scale: 2 }).notNull(),
    note: text().notNull(),
  },
  (t) => [index().on(t.placedAt), index().on(t.status, t.placedAt)],
);

/** A big table on one database. */
export interface BigDatabase {
  readonly dialect: DialectName;
  readonly handle: DatabaseHandle;
  /** SQLite: the file; else the connection string. */
  readonly file: string;
  close(): Promise<void>;
}

/** So many orders of 10,000 customers in an empty database, made by the database itself. */
export async function openBigDatabase(rows: number, dialect: "sqlite" | "postgres" = "sqlite"): Promise<BigDatabase> {
  const folder = mkdtempSync(join(tmpdir(), "rowx-bench-"));
  const server = dialect === "postgres" ? await startBenchServer(folder) : undefined;
  const url = server?.url ?? `sqlite:${join(folder, "bench.db")}`;
  // To fill a table, and to read it by OFFSET, takes longer than a statement of an app may.
  const handle = await openDatabase(url, { ...defaultLimits, statementTimeoutMs: 1_800_000 });
  setCurrentDatabase(handle);
  const tables = [customers, orders].flatMap((table) => {
    const info = modelOf(table);
    return info ? [tableFor(info, dialect)] : [];
  });
  const schema = Object.fromEntries(tables.map((table, at) => [`t${at}`, table]));
  const kit = await loadKit(dialect);
  const statements = await kit.diff(await kit.snapshot({}), await kit.snapshot(schema));
  const isIndex = (statement: string): boolean => /create (unique )?index/i.test(statement);
  for (const statement of statements.filter((text) => !isIndex(text))) await handle.database.execute(statement);
  for (const statement of fill(dialect, rows)) await handle.database.execute(statement);
  for (const statement of statements.filter(isIndex)) await handle.database.execute(statement);
  await handle.database.execute(dialect === "postgres" ? "vacuum analyze" : "analyze");
  return {
    dialect,
    handle,
    file: server ? url : join(folder, "bench.db"),
    close: async () => {
      setCurrentDatabase(undefined);
      await handle.database.close();
      await server?.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

function fill(dialect: "sqlite" | "postgres", rows: number): readonly string[] {
  const isServer = dialect === "postgres";
  const numbers = (count: number): string =>
    isServer
      ? `select generate_series(1::bigint, ${count}) as i`
      : `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count}) select i from n`;
  const at = "1600000000000 + i * 611953 % 1000003 * 120000 + i / 1000003";
  return [
    `insert into bench_customers (name, city)
     select 'Customer ' || (i * 7919 % 10007), 'City ' || (i % 300) from (${numbers(10_000)}) n`,
    `insert into bench_orders (customer_id, placed_at, status, total, note)
     select 1 + i * 7919 % 10000, ${isServer ? `to_timestamp((${at}) / 1000.0)` : at},
       case i % 5 when 0 then 'open' when 1 then 'paid' when 2 then 'shipped' when 3 then 'late' else 'void' end,
       round(i * 31337 % 100000 / 10.0, 2), 'Note of order ' || i from (${numbers(rows)}) n`,
  ];
}

/** A server of the bench's own, with the settings that it comes with. */
async function startBenchServer(folder: string): Promise<{ readonly url: string; stop(): Promise<void> }> {
  // Its user must get through to its folder.
  chmodSync(folder, 0o711);
  const url = await startServer("postgres", join(folder, "postgres"));
  const pid = Number(readFileSync(join(folder, "postgres", "pid"), "utf8"));
  return {
    url: `${url}postgres`,
    stop: async () => {
      process.kill(-pid, "SIGINT");
      for (let tries = 0; tries < 200 && isAlive(pid); tries++) await new Promise((resolve) => setTimeout(resolve, 50));
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
