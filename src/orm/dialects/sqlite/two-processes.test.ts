import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openTestDatabase } from "../../../../tests/support/open-test-database.ts";
import { id } from "../../columns/id.ts";
import { integer } from "../../columns/integer.ts";
import { db } from "../../db.ts";
import { model } from "../../define-model.ts";

const counters = model("process_counters", { id: id(), count: integer().notNull() });

// Adds one to the counter in so many transactions, reading first, then writing.
const child = `
  const { connect } = await import(process.argv[1]);
  const database = await connect("sqlite:" + process.argv[2]);
  for (let at = 0; at < Number(process.argv[3]); at++)
    await database.transaction(async (tx) => {
      const { rows } = await tx.execute("select count from process_counters");
      await tx.execute("update process_counters set count = " + (rows[0].count + 1));
    });
  await database.close();
`;

test("two processes write at the same time and lose nothing", async () => {
  await using base = await openTestDatabase(counters);
  await db.insert(counters).values({ count: 0 });
  const connect = fileURLToPath(new URL("../../connect.ts", import.meta.url));
  const times = 150;
  const others = [1, 2].map(() =>
    spawn(process.execPath, ["--input-type=module", "-e", child, connect, base.file, String(times)], {
      stdio: ["ignore", "inherit", "inherit"],
    }),
  );
  const ended = others.map((process) => once(process, "exit"));
  for (let at = 0; at < times; at++)
    await db.transaction(async (tx) => {
      const [row] = await tx.select().from(counters);
      await tx.update(counters).set({ count: (row?.count ?? 0) + 1 });
    });
  for (const exit of ended) expect(await exit).toEqual([0, null]);
  expect((await db.select().from(counters))[0]?.count).toBe(3 * times);
});
