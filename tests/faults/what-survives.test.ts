// The lines of "What survives what" in docs/state.md that need no browser: what becomes of events, and of a session whose
// tab was away.
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Client } from "../../src/client/client.ts";
import { createClient } from "../../src/client/create-client.ts";
import { startApp } from "../support/start-app.ts";
import { FakeClock } from "../client/fake-server.ts";
import { gate, pages } from "./fixtures/effects.ts";
import { defineNodeSocket } from "./node-socket.ts";
import { TcpProxy } from "./tcp-proxy.ts";

const page = { route: "/", params: {}, query: {} };
const minutes = 60_000;
let folder: string;
let client: Client | undefined;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rowx-survives-"));
  file = join(folder, "charges");
  gate.opened = Promise.withResolvers();
});

afterEach(() => {
  client?.close();
  gate.opened.resolve();
  rmSync(folder, { recursive: true });
});

const charges = (): readonly string[] => (existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : []);
const count = (): unknown => client?.vars.get("Shop", "count");

async function connect(port: number, origin: string): Promise<Client> {
  client = createClient({ url: `ws://127.0.0.1:${port}/_rx`, build: "test", socket: defineNodeSocket(origin) });
  await client.open(page);
  return client;
}

/** Resolves when the client is in another phase than `live`. */
async function away(of: Client): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = of.onStatus(({ phase }) => phase === "reconnecting" && resolve());
  await promise;
  stop();
}

/** Resolves when the line is there again and nothing waits. */
async function back(of: Client): Promise<void> {
  while (of.status.phase !== "live") {
    const { promise, resolve } = Promise.withResolvers<void>();
    const stop = of.onStatus(() => resolve());
    of.retry();
    await promise;
    stop();
  }
  await of.settled();
}

describe("the server is killed", () => {
  const origin = "http://127.0.0.1:1";
  let server: { readonly child: ChildProcess; readonly port: number } | undefined;

  async function serve(port: number, ...more: readonly string[]) {
    const child = fork(join(import.meta.dirname, "fixtures/shop-server.ts"), [folder, String(port), origin, ...more]);
    const died = once(child, "exit").then(([code]) => Promise.reject(new Error(`the server ended with ${code}`)));
    died.catch(() => {});
    const [taken] = await Promise.race([once(child, "message"), died]);
    return (server = { child, port: Number(taken) });
  }

  async function kill(): Promise<void> {
    if (server === undefined || server.child.exitCode !== null || server.child.signalCode !== null) return;
    server.child.kill("SIGKILL");
    await once(server.child, "exit");
  }

  afterEach(kill);

  test("an effect that had begun ends interrupted, and is not begun again", async () => {
    const { port } = await serve(0);
    const shop = await connect(port, origin);
    const call = shop.call("Shop", "charge", file);
    const outcome = expect(call).rejects.toMatchObject({ result: "interrupted", code: "EVENT_INTERRUPTED" });
    await expect.poll(charges).toHaveLength(1);
    await kill();
    await serve(port);
    await back(shop);
    await outcome;
    expect(charges()).toHaveLength(1);
  });

  test("an effect that was over is answered, and is not begun again", async () => {
    const { port } = await serve(0, "dies");
    const shop = await connect(port, origin);
    const call = shop.call("Shop", "chargeNow", file);
    await away(shop);
    await serve(port);
    await back(shop);
    expect(await call).toBe("charged");
    expect(charges()).toHaveLength(1);
  });

  test("an event on State alone is gone: it was not done, and the caller is told", async () => {
    const { port } = await serve(0);
    const shop = await connect(port, origin);
    expect(await shop.call("Shop", "add")).toBe(1);
    const call = shop.call("Shop", "think");
    const outcome = expect(call).rejects.toMatchObject({ result: "gone", code: "EVENT_GONE" });
    shop.set("Shop", "note", "typed behind it");
    await kill();
    const unsent = shop.call("Shop", "add");
    await serve(port);
    await back(shop);
    await outcome;
    // What was not sent goes out, to a State that began anew; what was typed was sent again before it.
    expect(await unsent).toBe(1);
    expect(shop.vars.get("Shop", "note")).toBe("typed behind it");
    expect(shop.vars.get("Shop", "loads")).toBe(1);
  });
});

describe("the tab is away", () => {
  test("for less than 5 minutes: its State is as it was; for 5: it begins anew, with what was typed", async () => {
    const clock = new FakeClock();
    await using app = await startApp({ pages, clock, folder });
    await using proxy = new TcpProxy(app.port);
    const shop = await connect(await proxy.listen(), `http://127.0.0.1:${app.port}`);
    const isAlone = async (): Promise<void> => {
      proxy.isDown = true;
      const health = async () => (await fetch(`http://127.0.0.1:${app.port}/_rx/health`)).json();
      await expect.poll(health).toMatchObject({ tabs: 0 });
    };
    expect(await shop.call("Shop", "add")).toBe(1);
    shop.set("Shop", "note", "typed");
    await shop.settled();

    await isAlone();
    clock.pass(5 * minutes - 1);
    const unsent = shop.call("Shop", "add");
    proxy.isDown = false;
    await back(shop);
    expect(await unsent).toBe(2);
    expect(shop.vars.get("Shop", "loads")).toBe(1);
    expect(shop.sessions).toBe(1);

    await isAlone();
    clock.pass(5 * minutes);
    expect(app.app.sessions.size).toBe(0);
    proxy.isDown = false;
    await back(shop);
    expect(shop.sessions).toBe(2);
    expect(count()).toBe(0);
    expect(shop.vars.get("Shop", "note")).toBe("typed");
  });

  test("an effect that had begun goes on when the line breaks, and is answered", async () => {
    await using app = await startApp({ pages, folder });
    await using proxy = new TcpProxy(app.port);
    const shop = await connect(await proxy.listen(), `http://127.0.0.1:${app.port}`);
    const call = shop.call("Shop", "charge", file);
    await expect.poll(charges).toHaveLength(1);
    proxy.isDown = true;
    await away(shop);
    gate.opened.resolve();
    proxy.isDown = false;
    await back(shop);
    expect(await call).toBe("charged");
    expect(charges()).toHaveLength(2);
    expect(count()).toBe(1);
  });

  test("an effect that had begun goes on when the tab is closed", async () => {
    await using app = await startApp({ pages, folder });
    const shop = await connect(app.port, `http://127.0.0.1:${app.port}`);
    const call = shop.call("Shop", "charge", file);
    call.catch(() => {});
    await expect.poll(charges).toHaveLength(1);
    shop.close();
    gate.opened.resolve();
    await expect.poll(charges).toHaveLength(2);
  });
});
