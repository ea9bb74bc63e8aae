// Two processes on one database, each with live grids: what one of them writes is seen in the other, and all of it.
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { db } from "../../src/orm/db.ts";
import { parcels, senders } from "../live/live-process-models.ts";
import type { ProcessOrder } from "../live/process-order.ts";
import { openDatabaseOn } from "../support/open-database-on.ts";
import { dialectNames } from "../support/servers/test-database.ts";

const isLong = process.env["RX_TEST_LONG"] === "1";
const program = fileURLToPath(new URL("../live/live-process.ts", import.meta.url));
/** Writes of both processes together, and of each between two comparisons. */
const writes = isLong ? 10_000 : 160;
const round = isLong ? 250 : 40;

test.each(dialectNames)(
  "after random writes in two processes every grid of both equals a fresh query on %s",
  async (dialect) => {
    const seed = Number(process.env["RX_TEST_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
    await using base = await openDatabaseOn(dialect, senders, parcels);
    await db.insert(senders).values(Array.from({ length: 8 }, (_, at) => ({ name: `sender ${at}` })));
    const rows = Array.from({ length: 600 }, (_, at) => ({
      title: `t${(at * 7) % 500}`,
      weight: at % 11 === 0 ? null : at % 100,
      senderId: 1 + (at % 8),
    }));
    await db.insert(parcels).values(rows);
    const processes = [1, 2].map((offset) => fork(program, [base.url, String(seed + offset)]));
    try {
      expect(await Promise.all(processes.map(answerOf))).toEqual(["ready", "ready"]);
      for (let at = 0; at < writes / 2 / round; at++) {
        await Promise.all(processes.map((child) => tell(child, { type: "write", times: round })));
        const found = await Promise.all(
          processes.map((child, self) => {
            const [own, other] = [`quiet_${at}_${self}`, `quiet_${at}_${1 - self}`];
            return tell(child, { type: "compare", tell: own, until: other });
          }),
        );
        expect(found, `RX_TEST_SEED=${seed}, round ${at}`).toEqual([[], []]);
      }
      await Promise.all(processes.map((child) => tell(child, { type: "end" })));
      // With nothing left to wait for they end by themselves.
      const exits = processes.map((child) => once(child, "exit"));
      for (const child of processes) child.disconnect();
      expect(await Promise.all(exits)).toEqual([[0, null], [0, null]]); // prettier-ignore
    } finally {
      for (const child of processes) child.kill();
    }
  },
  isLong ? 900_000 : 120_000,
);

async function tell(child: ChildProcess, order: ProcessOrder): Promise<unknown> {
  const answer = answerOf(child);
  child.send(order);
  return await answer;
}

async function answerOf(child: ChildProcess): Promise<unknown> {
  const ended = new AbortController();
  const onExit = (): void => ended.abort(new Error("A process with grids has ended."));
  child.once("exit", onExit);
  const [message] = await once(child, "message", { signal: ended.signal });
  child.off("exit", onExit);
  const { answer, error } = message as { answer?: unknown; error?: string }; // as: what live-process.ts sends
  if (error !== undefined) throw new Error(error);
  return answer;
}
