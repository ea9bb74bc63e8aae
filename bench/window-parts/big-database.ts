import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateSQLiteDrizzleJson, generateSQLiteMigration } from "drizzle-kit/api";
import { decimal } from "../../src/orm/columns/decimal.ts";
import { id } from "../../src/orm/columns/id.ts";
import { oneOf } from "../../src/orm/columns/one-of.ts";
import { ref } from "../../src/orm/columns/ref.ts";
import { text } from "../../src/orm/columns/text.ts";
import { timestamp } from "../../src/orm/columns/timestamp.ts";
import { index } from "../../src/orm/constraints/index-on.ts";
import { setCurrentDatabase } from "../../src/orm/current-database.ts";
import { model } from "../../src/orm/define-model.ts";
import { modelOf } from "../../src/orm/model-info.ts";
import { openDatabase } from "../../src/orm/open-database.ts";
import type { DatabaseHandle } from "../../src/orm/session/database-handle.ts";
import { tableFor } from "../../src/orm/table-for.ts";

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

/** A SQLite file of so many orders of 10,000 customers, made by the database itself. */
export async function openBigDatabase(rows: number): Promise<{
  readonly handle: DatabaseHandle;
  readonly file: string;
  close(): Promise<void>;
}> {
  const folder = mkdtempSync(join(tmpdir(), "rowx-bench-"));
  const file = join(folder, "bench.db");
  const handle = await openDatabase(`sqlite:${file}`);
  setCurrentDatabase(handle);
  const tables = [customers, orders].flatMap((table) => {
    const info = modelOf(table);
    return info ? [tableFor(info, "sqlite")] : [];
  });
  const schema = Object.fromEntries(tables.map((table, at) => [`t${at}`, table]));
  const statements = await generateSQLiteMigration(
    await generateSQLiteDrizzleJson({}),
    await generateSQLiteDrizzleJson(schema),
  );
  for (const statement of statements) await handle.database.execute(statement);
  const numbers = (count: number) =>
    `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})`;
  await handle.database.execute(
    `insert into bench_customers (name, city) ${numbers(10_000)} select 'Customer ' || (i * 7919 % 10007), 'City ' || (i % 300) from n`,
  );
  await handle.database.execute(
    `insert into bench_orders (customer_id, placed_at, status, total, note) ${numbers(rows)}
     select 1 + i * 7919 % 10000, 1600000000000 + i * 611953 % 1000003 * 120000,
       case i % 5 when 0 then 'open' when 1 then 'paid' when 2 then 'shipped' when 3 then 'late' else 'void' end,
       round(i * 31337 % 100000 / 10.0, 2), 'Note of order ' || i from n`,
  );
  await handle.database.execute("analyze");
  return {
    handle,
    file,
    close: async () => {
      setCurrentDatabase(undefined);
      await handle.database.close();
      rmSync(folder, { recursive: true });
    },
  };
}
