// What an app takes when it starts, it gives back when it stops, and nobody's event is cut in half by it.
import { expect, test } from "vitest";
import { createClient } from "../../src/client/create-client.ts";
import { event } from "../../src/framework/event.ts";
import { register } from "../../src/framework/state-registry.ts";
import { State } from "../../src/framework/state.ts";
import { defineNodeSocket } from "../faults/node-socket.ts";
import { startApp } from "../support/start-app.ts";

let gate = Promise.withResolvers<void>();
let begun = Promise.withResolvers<void>();

class Slow extends State {
  done = false;
  run = event(async () => {
    begun.resolve();
    await gate.promise;
    this.done = true;
    return "kept";
  });
}
register(Slow, "Slow");

const pages = [{ route: "/", states: ["Slow"] }];
/** Sockets, and servers that listen, in this process. */
const sockets = () => process.getActiveResourcesInfo().filter((name) => name.startsWith("TCP"));

function connect(port: number) {
  const origin = `http://127.0.0.1:${port}`;
  return createClient({ url: `ws://127.0.0.1:${port}/_rx`, build: "test", socket: defineNodeSocket(origin) });
}

test("a stop lets the event that runs end, tells every tab to come back, and leaves nothing open", async () => {
  const before = sockets();
  const { app, port, ...running } = await startApp({ pages });
  const client = connect(port);
  await client.open({ route: "/", params: {}, query: {} });
  const answer = client.call("Slow", "run");
  await begun.promise;
  const left = new Promise((resolve) => client.onStatus((status) => resolve(status.phase)));
  const stopped = app.stop();
  gate.resolve();
  expect(await answer).toBe("kept");
  expect(await left).toBe("reconnecting");
  client.close();
  await stopped;
  await expect(fetch(`http://127.0.0.1:${port}/_rx/health`)).rejects.toThrow();
  await running[Symbol.asyncDispose]();
  // A handle that was closed is gone with the next turn of the loop.
  await expect.poll(sockets).toEqual(before);
});

test("an abort stops it as well", async () => {
  gate = Promise.withResolvers<void>();
  begun = Promise.withResolvers<void>();
  const stop = new AbortController();
  const { app, port, ...running } = await startApp({ pages, signal: stop.signal });
  expect((await fetch(`http://127.0.0.1:${port}/_rx/health`)).status).toBe(200);
  stop.abort();
  await app.stop();
  expect(app.address).toBeUndefined();
  await running[Symbol.asyncDispose]();
});
