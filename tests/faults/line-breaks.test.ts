// "The line breaks": what a person did arrives once and in order, wherever the line is cut.
import { expect, onTestFailed, test } from "vitest";
import { z } from "zod";
import { createClient } from "../../src/client/create-client.ts";
import type { Client } from "../../src/client/client.ts";
import { event } from "../../src/framework/event.ts";
import { State } from "../../src/framework/state.ts";
import { register } from "../../src/framework/state-registry.ts";
import type { Limits } from "../../src/protocol/limits.ts";
import { startApp } from "../support/start-app.ts";
import { defineNodeSocket } from "./node-socket.ts";
import { seededRandom } from "./seeded-random.ts";
import { TcpProxy } from "./tcp-proxy.ts";

const isLong = process.env["RX_TEST_LONG"] === "1";

class Appender extends State {
  list: number[] = [];
  append = event(z.int(), (value) => {
    this.list.push(value);
    return value;
  });
  /** The list as the server has it, past everything that was sent before. */
  read = event(() => [...this.list]);
}
register(Appender, "Appender");

const page = { route: "/", params: {}, query: {} };
const pages = [{ route: "/", states: ["Appender"] }];

/** A client behind a proxy that comes back at once when its line breaks. */
async function connectThrough(limits: Partial<Limits>) {
  const app = await startApp({ pages, limits });
  const proxy = new TcpProxy(app.port);
  const url = `ws://127.0.0.1:${await proxy.listen()}/_rx`;
  const client = createClient({ url, build: "test", socket: defineNodeSocket(`http://127.0.0.1:${app.port}`) });
  return {
    client,
    proxy,
    async [Symbol.asyncDispose]() {
      client.close();
      await proxy[Symbol.asyncDispose]();
      await app[Symbol.asyncDispose]();
    },
  };
}

/** Cuts the line at random byte positions, so often, as long as the client comes back. */
function breakLine(client: Client, proxy: TcpProxy, options: { cuts: number; mostBytes: number; seed: number }): void {
  const random = seededRandom(options.seed);
  const plan = (): void => {
    const bytes = 1 + Math.floor(random() * options.mostBytes);
    if (proxy.cuts >= options.cuts) proxy.trouble = {};
    else proxy.trouble = random() < 0.5 ? { cutAfterUp: bytes } : { cutAfterDown: bytes };
  };
  plan();
  client.onStatus((status) => {
    if (status.phase !== "reconnecting") return;
    plan();
    queueMicrotask(() => client.retry());
  });
}

async function appendThroughCuts(count: number, cuts: number, limits: Partial<Limits>): Promise<void> {
  const seed = Math.floor(Math.random() * 2 ** 32);
  onTestFailed(() => console.log(`seed of the cuts: ${seed}`));
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  await using setup = await connectThrough(limits);
  const { client, proxy } = setup;
  await client.open(page);
  // An event is some 60 bytes up and 75 down: half of that is cut through before the last of them is answered.
  breakLine(client, proxy, { cuts, mostBytes: Math.ceil((count * 50) / cuts), seed });
  const answers = await Promise.all(numbers.map((value) => client.call("Appender", "append", value)));
  proxy.trouble = {};
  expect(await client.call("Appender", "read")).toEqual(numbers);
  expect(client.vars.get("Appender", "list")).toEqual(numbers);
  expect(answers).toEqual(numbers);
  expect(proxy.cuts).toBeGreaterThanOrEqual(cuts);
}

const fast = { messagesPerSecond: 100_000, messageBurst: 100_000 };

test("every event arrives once, in order, while the line is cut at random places", async () => {
  await (isLong ? appendThroughCuts(5_000, 200, fast) : appendThroughCuts(1_000, 40, fast));
});

test("so it does at the pace that a browser is allowed by default", async () => {
  await appendThroughCuts(300, isLong ? 50 : 12, {});
});
