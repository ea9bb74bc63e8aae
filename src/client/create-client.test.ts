import { beforeEach, describe, expect, test } from "vitest";
import { FakeServer } from "../../tests/client/fake-server.ts";
import type { Client, Toast } from "./client.ts";
import { createClient } from "./create-client.ts";
import { memoryStorage } from "./memory-storage.ts";
import { RemoteError } from "./remote-error.ts";

let server: FakeServer;
let client: Client;
const page = { route: "/", params: {}, query: {} };
const shapes = { Todos: { events: ["add"], bindable: ["title", "search"] } };

beforeEach(() => {
  server = new FakeServer();
  client = start();
});

function start(storage = memoryStorage()): Client {
  return createClient({
    url: "ws://test/_rx",
    build: "b1",
    socket: server.socket,
    clock: server.clock,
    random: () => 0.5,
    storage,
  });
}

/** A client whose page is open, with an empty title. */
function opened(): void {
  void client.open(page);
  const socket = server.welcome();
  socket.say({ t: "delta", v: 1, full: true, shapes, s: { Todos: { title: "", search: "", count: 0 } }, a: { id: 1 } });
}

describe("the first page", () => {
  test("sends hello and open in one go", () => {
    void client.open(page);
    server.last.open();
    expect(server.last.received).toEqual([
      { t: "hello", v: 1, build: "b1" },
      { id: 1, t: "open", route: "/", params: {}, query: {} },
    ]);
  });

  test("is there when the delta of its open has arrived", async () => {
    const open = client.open(page);
    opened();
    await open;
    expect(client.vars.get("Todos", "count")).toBe(0);
    expect(client.shape("Todos")).toEqual(shapes.Todos);
  });

  test("is opened again where the socket ended before the welcome", () => {
    void client.open(page);
    server.last.open();
    server.last.cut();
    server.clock.pass(1_000);
    server.last.open();
    expect(server.last.received.map((message) => message.t)).toEqual(["hello", "open"]);
    expect(server.last.of("open")[0]?.id).toBe(1);
  });
});

describe("events", () => {
  test("resolve with what the event returned, types and all", async () => {
    opened();
    const call = client.call("Todos", "add", { at: new Date(5) });
    expect(server.last.of("event")).toEqual([{ t: "event", id: 2, s: "Todos", n: "add", i: { at: "~d5" } }]);
    server.last.say({ t: "delta", v: 2, a: { id: 2, value: "~n12" } });
    expect(await call).toBe(12n);
  });

  test("reject with code, message and field", async () => {
    opened();
    const failure = client.call("Todos", "add").catch((thrown: unknown) => thrown);
    const error = { code: "REJECTED", message: "Write a title first.", field: "title" } as const;
    server.last.say({ t: "delta", v: 2, a: { id: 2, code: "rejected", error } });
    expect(await failure).toBeInstanceOf(RemoteError);
    expect(await failure).toMatchObject({ ...error, result: "rejected" });
    expect(client.vars.error("Todos", "title")).toBeUndefined();
  });

  test("that fail and that nobody listens to become a toast and the field's text", async () => {
    opened();
    const toasts: Toast[] = [];
    client.onToast((toast) => toasts.push(toast));
    client.call("Todos", "add");
    const error = { code: "REJECTED", message: "Write a title first.", field: "title" } as const;
    server.last.say({ t: "delta", v: 2, a: { id: 2, code: "rejected", error } });
    await Promise.resolve();
    await Promise.resolve();
    expect(toasts).toEqual([{ type: "toast", kind: "error", message: "Write a title first." }]);
    expect(client.vars.error("Todos", "title")).toBe("Write a title first.");
    client.set("Todos", "title", "m");
    expect(client.vars.error("Todos", "title")).toBeUndefined();
  });

  test("carry their commands out once, also when the answer comes again after a cut", () => {
    opened();
    const toasts: string[] = [];
    client.onToast(({ message }) => toasts.push(message));
    void client.call("Todos", "add");
    const answer = { id: 2, d: 1, commands: [{ type: "toast", kind: "success", message: "Added" }] } as const;
    server.last.say({ t: "delta", v: 2, a: answer });
    server.last.cut();
    server.clock.pass(1_000);
    server.welcome({ resumed: true, last: 2, answers: [answer] });
    expect(toasts).toEqual(["Added"]);
  });
});

describe("what is typed", () => {
  test("shows at once and stays while older values come back", () => {
    opened();
    for (const text of ["m", "mi", "mil"]) client.set("Todos", "title", text, { typing: true });
    expect(client.vars.get("Todos", "title")).toBe("mil");
    server.last.say({ t: "delta", v: 2, s: { Todos: { title: "m" } }, a: { id: 2 } });
    expect(client.vars.get("Todos", "title")).toBe("mil");
    expect(server.last.of("set").map(({ id, v }) => [id, v])).toEqual([
      [2, "m"],
      [3, "mil"],
    ]);
  });

  test("gives way to what an event made of it once it is applied", () => {
    opened();
    client.set("Todos", "title", "milk", { typing: true });
    server.last.say({ t: "delta", v: 2, s: { Todos: { title: "milk" } }, a: { id: 2 } });
    void client.call("Todos", "add");
    server.last.say({ t: "delta", v: 3, s: { Todos: { title: "" } }, a: { id: 3 } });
    expect(client.vars.get("Todos", "title")).toBe("");
  });

  test("is not trimmed under the fingers, but when the field is left", () => {
    opened();
    client.set("Todos", "title", "milk ", { typing: true });
    server.last.say({ t: "delta", v: 2, s: { Todos: { title: "milk" } }, a: { id: 2 } });
    expect(client.vars.get("Todos", "title")).toBe("milk ");
    client.leave("Todos", "title");
    expect(client.vars.get("Todos", "title")).toBe("milk");
  });

  test("stays with the reason where the server refuses it", () => {
    opened();
    client.set("Todos", "title", "x".repeat(300), { typing: true });
    const error = { code: "INPUT_INVALID", message: "At most 200 characters." } as const;
    server.last.say({ t: "delta", v: 2, a: { id: 2, code: "rejected", error } });
    expect(client.vars.get("Todos", "title")).toBe("x".repeat(300));
    expect(client.vars.error("Todos", "title")).toBe("At most 200 characters.");
  });
});

describe("the line breaks", () => {
  test("resends what the server has not applied, in order, and settles what it has", async () => {
    opened();
    const calls = [client.call("Todos", "add", 1), client.call("Todos", "add", 2), client.call("Todos", "add", 3)];
    server.last.cut();
    expect(client.status.phase).toBe("reconnecting");
    server.clock.pass(1_000);
    server.last.open();
    expect(server.last.received).toEqual([
      { t: "hello", v: 1, build: "b1", token: "token-1", epoch: "epoch-1", seen: 1, pending: [2, 3, 4] },
    ]);
    server.welcome({ resumed: true, last: 2, answers: [{ id: 2, value: "one" }] });
    expect(await calls[0]).toBe("one");
    expect(server.last.of("event").map(({ id, i }) => [id, i])).toEqual([
      [3, 2],
      [4, 3],
    ]);
    expect(client.status.phase).toBe("live");
  });

  test("a gap in the versions asks for everything anew", () => {
    opened();
    server.last.say({ t: "delta", v: 3, s: { Todos: { count: 9 } } });
    expect(client.vars.get("Todos", "count")).toBe(0);
    server.clock.pass(1_000);
    server.last.open();
    expect(server.last.of("hello")[0]).toHaveProperty("seen", 0);
    server.welcome({ resumed: true, last: 1 });
    server.last.say({ t: "delta", v: 7, full: true, s: { Todos: { title: "", search: "", count: 9 } } });
    expect(client.vars.get("Todos", "count")).toBe(9);
  });

  test("a line that went dead without a word is noticed at the missed pong", () => {
    opened();
    server.clock.pass(25_000);
    expect(server.last.of("ping")).toHaveLength(1);
    server.clock.pass(8_000);
    expect(client.status.phase).toBe("reconnecting");
  });

  test("answers a ping", () => {
    opened();
    server.last.say({ t: "ping" });
    expect(server.last.of("pong")).toHaveLength(1);
  });

  test.each(["replaced", "bad_origin", "too_many_tabs"] as const)("stays away after %s", (code) => {
    opened();
    server.last.say({ t: "bye", code });
    server.clock.pass(60_000);
    expect(client.status).toMatchObject({ phase: "stopped", code });
    expect(server.sockets).toHaveLength(1);
  });

  test("ends every call when it has to stay away", async () => {
    opened();
    const call = client.call("Todos", "add");
    server.last.say({ t: "bye", code: "replaced" });
    await expect(call).rejects.toMatchObject({ result: "interrupted" });
  });
});

describe("a lost session", () => {
  test("opens the page again, then sends what had been typed, then what waited", async () => {
    opened();
    client.set("Todos", "search", "mi", { typing: true });
    server.last.say({ t: "delta", v: 2, s: { Todos: { search: "mi" } }, a: { id: 2 } });
    const [committed, lost] = [client.call("Todos", "add", 1), client.call("Todos", "add", 2)];
    server.last.cut();
    const waits = client.call("Todos", "add", 3);
    client.set("Todos", "title", "typed meanwhile", { typing: true });
    server.clock.pass(1_000);
    server.welcome({ token: "token-2", epoch: "epoch-2", answers: [{ id: 3, value: "kept" }] });
    expect(await committed).toBe("kept");
    await expect(lost).rejects.toMatchObject({ result: "gone", code: "EVENT_GONE" });
    expect(server.last.received.slice(1)).toEqual([
      { id: 1, t: "open", route: "/", params: {}, query: {} },
      { id: 2, t: "set", s: "Todos", n: "search", v: "mi" },
      { id: 3, t: "set", s: "Todos", n: "title", v: "typed meanwhile" },
      { id: 4, t: "event", s: "Todos", n: "add", i: 3 },
    ]);
    server.last.say({ t: "delta", v: 1, full: true, s: { Todos: { title: "", search: "", count: 0 } }, a: { id: 1 } });
    expect(client.vars.get("Todos", "search")).toBe("mi");
    expect(client.vars.get("Todos", "title")).toBe("typed meanwhile");
    server.last.say({ t: "delta", v: 2, a: { id: 4, value: 3 } });
    expect(await waits).toBe(3);
  });

  test("after F5 the session goes on with the next number", () => {
    const storage = memoryStorage();
    client = start(storage);
    opened();
    client = start(storage);
    void client.open(page);
    server.last.open();
    expect(server.last.received).toEqual([
      { t: "hello", v: 1, build: "b1", token: "token-1", epoch: "epoch-1", pending: [] },
    ]);
    server.welcome({ resumed: true, last: 7 });
    expect(server.last.of("open")[0]?.id).toBe(8);
  });

  test("another build loads its page once and brings back what was typed", () => {
    const storage = memoryStorage();
    let reloads = 0;
    const address = { query: () => ({}), writeQuery: () => {}, go: () => {}, reload: () => void reloads++ };
    const options = { url: "ws://test/_rx", socket: server.socket, clock: server.clock, storage, address };
    client = createClient({ ...options, build: "b1" });
    opened();
    client.set("Todos", "title", "milk", { typing: true });
    server.last.say({ t: "bye", code: "protocol_unsupported" });
    expect(reloads).toBe(1);
    client = createClient({ ...options, build: "b2" });
    void client.open(page);
    server.welcome({ token: "token-2" });
    expect(server.last.received.slice(1).map((message) => message.t)).toEqual(["open", "set"]);
    expect(server.last.of("set")[0]).toMatchObject({ n: "title", v: "milk" });
  });
});

test("never has more than the server allows on its way, nor sends faster than it said", () => {
  void client.open(page);
  const limits = { rate: 10, windows: 20, burst: 20, pending: 8, frame: 65_536 };
  const socket = server.welcome({ limits });
  socket.say({ t: "delta", v: 1, full: true, shapes, s: { Todos: {} }, a: { id: 1 } });
  for (let n = 0; n < 100; n++) void client.call("Todos", "add", n);
  let version = 1;
  let answered = 0;
  for (let ms = 0; ms < 12_000; ms += 10) {
    server.clock.pass(10);
    const events = socket.of("event");
    expect(events.length - answered).toBeLessThanOrEqual(8);
    expect(events.length).toBeLessThanOrEqual(20 + (ms + 10) / 100);
    while (answered < events.length) socket.say({ t: "delta", v: ++version, a: { id: 2 + answered++ } });
  }
  expect(answered).toBe(100);
  expect(client.waiting).toBe(0);
});
