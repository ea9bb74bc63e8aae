import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { NativeConnection } from "./native-connection.ts";
import { SlowReads } from "./slow-reads.ts";

/** Counts for many minutes. */
const endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n";

async function open(limits: { maxSlowReads?: number; statementTimeoutMs?: number } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "rowx-"));
  const file = join(folder, "test.db");
  const writer = new NativeConnection(file, false);
  writer.script("create table t (id integer primary key, body blob, big integer)");
  writer.run("insert into t values (1, x'00ff', 9007199254740993)", []);
  const reads = new SlowReads(file, { maxSlowReads: 4, statementTimeoutMs: 60_000, ...limits });
  return {
    reads,
    writer,
    [Symbol.asyncDispose]: async () => {
      reads.close();
      writer.close();
      rmSync(folder, { recursive: true });
    },
  };
}

test("reads what the file holds, bytes and big integers too", async () => {
  await using world = await open();
  const [row] = await world.reads.rows("select body, big, rx_lower(?) from t", ["É"], { bigints: true });
  expect([Buffer.from(row?.[0] as Uint8Array).toString("hex"), row?.[1], row?.[2]]).toEqual([
    "00ff",
    2n ** 53n + 1n,
    "é",
  ]);
});

test("sees what was committed before it was asked", async () => {
  await using world = await open();
  for (let id = 2; id < 6; id++) {
    world.writer.run("insert into t (id) values (?)", [id]);
    expect(await world.reads.rows("select count(*) from t", [], { bigints: false })).toEqual([[id]]);
  }
  expect(world.reads.size).toBe(1);
});

test("a read that takes too long is ended, and others are answered meanwhile", async () => {
  await using world = await open({ statementTimeoutMs: 700 });
  const slow = world.reads.rows(endless, [], { bigints: false });
  const outcome = expect(slow).rejects.toMatchObject({ code: "STATEMENT_TIMEOUT" });
  expect(await world.reads.rows("select 1", [], { bigints: false, timeoutMs: 60_000 })).toEqual([[1]]);
  await outcome;
});

test("a read that nobody waits for any more is ended, also one that waits for its turn", async () => {
  await using world = await open({ maxSlowReads: 1 });
  const [first, second] = [new AbortController(), new AbortController()];
  const ended = [first, second].map(({ signal }) =>
    expect(world.reads.rows(endless, [], { bigints: false, signal })).rejects.toMatchObject({
      code: "STATEMENT_CANCELLED",
    }),
  );
  const last = world.reads.rows("select 2", [], { bigints: false });
  second.abort();
  await ended[1];
  first.abort();
  await ended[0];
  expect(await last).toEqual([[2]]);
});

test("an error of the database keeps its code", async () => {
  await using world = await open();
  await expect(world.reads.rows("select * from nowhere", [], { bigints: false })).rejects.toMatchObject({
    message: "no such table: nowhere",
    code: "SQLITE_ERROR",
  });
  expect(await world.reads.rows("select 3", [], { bigints: false })).toEqual([[3]]);
});
