// "A repeat costs nothing": what was committed is never done again, and is answered with `ok`, whoever died before
// the answer left: the line or the server.
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Client } from "../../src/client/client.ts";
import { createClient } from "../../src/client/create-client.ts";
import { connect } from "../../src/orm/connect.ts";
import { db } from "../../src/orm/db.ts";
import { startApp } from "../support/start-app.ts";
import { breakAfterCommit } from "./break-after-commit.ts";
import { notes, pages } from "./fixtures/notes.ts";
import { defineNodeSocket } from "./node-socket.ts";
import { TcpProxy } from "./tcp-proxy.ts";

const isLong = process.env["RX_TEST_LONG"] === "1";
const page = { route: "/", params: {}, query: {} };

/** Comes back at once when its line breaks. */
function insist(client: Client): void {
  client.onStatus((status) => {
    if (status.phase === "reconnecting") queueMicrotask(() => client.retry());
  });
}

test("the line is cut after each commit: 100 events, 100 rows, 100 answers", async () => {
  let cut = (): void => {};
  await using app = await startApp({
    pages,
    aroundUnitOfWork: (unitOfWork) => breakAfterCommit(unitOfWork, () => cut()),
  });
  await using proxy = new TcpProxy(app.port);
  const url = `ws://127.0.0.1:${await proxy.listen()}/_rx`;
  const client = createClient({ url, build: "test", socket: defineNodeSocket(`http://127.0.0.1:${app.port}`) });
  await client.open(page);
  insist(client);
  cut = () => proxy.cut();
  const texts = Array.from({ length: 100 }, (_, index) => `note ${index}`);
  const answers: unknown[] = [];
  for (const text of texts) answers.push(await client.call("Notes", "add", text));
  expect(answers).toEqual(texts);
  expect((await db.select().from(notes).orderBy(notes.id)).map((row) => row.text)).toEqual(texts);
  expect(client.vars.get("Notes", "count")).toBe(100);
  expect(proxy.cuts).toBe(100);
  client.close();
});

test("the server is killed after each commit: the next one answers from the ledger", async () => {
  const folder = mkdtempSync(join(tmpdir(), "rowx-killed-"));
  const origin = "http://127.0.0.1:1";
  const serve = async (port: number) => {
    const child = fork(join(import.meta.dirname, "fixtures/notes-server.ts"), [folder, String(port), origin]);
    const died = once(child, "exit").then(([code]) => Promise.reject(new Error(`the server ended with ${code}`)));
    died.catch(() => {});
    const [taken] = await Promise.race([once(child, "message"), died]);
    return { child, port: Number(taken) };
  };
  let server = await serve(0);
  const { port } = server;
  const client = createClient({ url: `ws://127.0.0.1:${port}/_rx`, build: "test", socket: defineNodeSocket(origin) });
  try {
    await client.open(page);
    const texts = Array.from({ length: isLong ? 10 : 3 }, (_, index) => `die ${index}`);
    for (const text of texts) {
      const answer = client.call("Notes", "add", text);
      const [, signal] = await once(server.child, "exit");
      expect(signal).toBe("SIGKILL");
      server = await serve(port);
      client.retry();
      expect(await answer).toBe(text);
    }
    await using database = await connect(`sqlite:${join(folder, "data", "app.db")}`);
    expect((await database.select().from(notes).orderBy(notes.id)).map((row) => row.text)).toEqual(texts);
  } finally {
    client.close();
    server.child.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  }
});
