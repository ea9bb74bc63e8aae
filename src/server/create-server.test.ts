import { once } from "node:events";
import { request } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { WebSocket, type RawData } from "ws";
import type { Clock } from "../framework/ports/clock.ts";
import type { Link } from "../framework/ports/link.ts";
import type { Sessions } from "../framework/ports/sessions.ts";
import { defaultLimits, type Limits } from "../protocol/limits.ts";
import type { UpMessage } from "../protocol/messages.ts";
import { createServer, type AppServer, type ServerOptions } from "./create-server.ts";

const secret = "0123456789abcdef0123456789abcdef";
const hello = '{"t":"hello","v":1,"build":"b"}';
const running: AppServer[] = [];
const sockets: WebSocket[] = [];

/** Sessions that remember what reached them: the other side of the port, as a test needs it. */
class RecordingSessions implements Sessions {
  readonly links: Link[] = [];
  readonly visitors: string[] = [];
  readonly received: UpMessage[] = [];
  ended = 0;
  onReceive: (message: UpMessage, link: Link) => void = () => {};

  connect(link: Link, visitor: string) {
    this.links.push(link);
    this.visitors.push(visitor);
    return {
      receive: (message: UpMessage) => {
        this.received.push(message);
        this.onReceive(message, link);
      },
      drained: () => {},
      closed: () => {
        this.ended++;
      },
    };
  }

  allowsLong(): boolean {
    return false;
  }
}

/** Time that stands still until a test moves it. */
class HandClock implements Clock {
  #now = 0;
  #waiting = new Map<() => void, number>();
  now() {
    return this.#now;
  }
  after(ms: number, callback: () => void) {
    this.#waiting.set(callback, this.#now + ms);
    return () => void this.#waiting.delete(callback);
  }
  advance(ms: number) {
    for (const end = this.#now + ms; this.#now < end;) {
      this.#now = Math.min(end, this.#now + 1_000);
      for (const [callback, at] of this.#waiting) {
        if (at > this.#now) continue;
        this.#waiting.delete(callback);
        callback();
      }
    }
  }
}

const realClock: Clock = {
  now: () => performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

const faults: object[] = [];
const log = { info() {}, warn() {}, error: (fields: object) => void faults.push(fields) };

async function serve(options: Partial<ServerOptions> = {}) {
  const sessions = new RecordingSessions();
  const server = createServer({
    sessions,
    limits: defaultLimits,
    name: "shop",
    secret,
    clock: realClock,
    log,
    ...options,
  });
  running.push(server);
  const { port } = await server.listen({ port: 0, host: "127.0.0.1" });
  return { server, sessions, port };
}

function open(port: number, headers: Record<string, string> = {}, path = "/_rx"): WebSocket {
  const origin = `http://127.0.0.1:${port}`;
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers: { origin, ...headers } });
  sockets.push(socket);
  return socket;
}

/** Status of the answer to an upgrade, and its cookie. */
async function upgrade(port: number, headers: Record<string, string>, path = "/_rx") {
  const socket = open(port, headers, path);
  const answer = once(socket, "upgrade").then(([response]) => response);
  const refusal = once(socket, "unexpected-response").then(([, response]) => response);
  const response = await Promise.race([answer, refusal]);
  return { socket, status: response.statusCode, cookie: String(response.headers["set-cookie"] ?? "") };
}

async function nextText(socket: WebSocket): Promise<string> {
  const [data]: RawData[] = await once(socket, "message");
  return String(data);
}

async function endOf(socket: WebSocket): Promise<{ texts: string[]; code: number }> {
  const texts: string[] = [];
  socket.on("message", (data) => texts.push(String(data)));
  const [code] = await once(socket, "close");
  return { texts, code };
}

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.on("error", () => {}).terminate();
  for (const server of running.splice(0)) await server.close();
  expect(faults.splice(0)).toEqual([]);
});

describe("at the door", () => {
  test.each([
    ["another site", { origin: "https://evil.example" }, "/_rx", 403],
    ["our origin as a prefix", { origin: "http://127.0.0.1:PORT.evil.example" }, "/_rx", 403],
    ["our origin with a path", { origin: "http://127.0.0.1:PORT/" }, "/_rx", 403],
    ["our origin in capitals", { origin: "HTTP://127.0.0.1:PORT" }, "/_rx", 403],
    ["https for http", { origin: "https://127.0.0.1:PORT" }, "/_rx", 403],
    ["another port", { origin: "http://127.0.0.1:1" }, "/_rx", 403],
    ["another loopback address", { origin: "http://127.0.0.2:PORT" }, "/_rx", 403],
    ["null", { origin: "null" }, "/_rx", 403],
    ["nobody", { origin: "" }, "/_rx", 403],
    ["a longer path", {}, "/_rx/", 404],
    ["a path with a query", {}, "/_rx?token=1", 404],
    ["another path", {}, "/", 404],
    ["a path that leads back", {}, "/x/../_rx/x", 404],
    ["localhost", { origin: "http://localhost:PORT" }, "/_rx", 101],
    ["the same in IPv6", { origin: "http://[::1]:PORT" }, "/_rx", 101],
  ])("%s", async (_, headers, path, status) => {
    const { port } = await serve();
    const filled = Object.entries(headers).map(([name, value]) => [name, value.replace("PORT", `${port}`)]);
    expect((await upgrade(port, Object.fromEntries(filled), path)).status).toBe(status);
  });

  test("a request without an Origin header is refused, an absolute path as well", async () => {
    const { port } = await serve();
    const headers = {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    };
    const ask = async (more: object, path: string) => {
      const [response] = await once(
        request({ port, host: "127.0.0.1", path, headers: { ...headers, ...more } }).end(),
        "response",
      );
      return response.statusCode;
    };
    expect(await ask({}, "/_rx")).toBe(403);
    expect(await ask({ origin: `http://127.0.0.1:${port}` }, `http://internal/_rx`)).toBe(404);
  });

  test("only the origins that the app names pass, where it names some", async () => {
    const { port } = await serve({ origins: ["https://app.example"] });
    expect((await upgrade(port, {})).status).toBe(403);
    expect((await upgrade(port, { origin: "https://app.example" })).status).toBe(101);
  });

  test("another host than loopback needs origins", async () => {
    const sessions = new RecordingSessions();
    const server = createServer({ sessions, limits: defaultLimits, name: "a", secret, clock: realClock, log });
    await expect(server.listen({ port: 0, host: "0.0.0.0" })).rejects.toMatchObject({ code: "ORIGINS_REQUIRED" });
    await server.close();
  });

  test("a taken port is said in plain words", async () => {
    const { port } = await serve();
    const sessions = new RecordingSessions();
    const server = createServer({ sessions, limits: defaultLimits, name: "a", secret, clock: realClock, log });
    await expect(server.listen({ port, host: "127.0.0.1" })).rejects.toThrow(/another program has it/);
    await server.close();
  });
});

describe("the cookie", () => {
  test("is minted with the socket, and makes the next one the same visitor's", async () => {
    const { port, sessions } = await serve();
    const { cookie } = await upgrade(port, {});
    expect(cookie).toMatch(/^rx_shop=[\w-]{22}\.[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    const again = await upgrade(port, { cookie: `other=1; ${cookie.split(";")[0]}` });
    expect(again.cookie).toBe("");
    expect(sessions.visitors[1]).toBe(sessions.visitors[0]);
  });

  test("that somebody changed or that another app signed is worth nothing", async () => {
    const { port, sessions } = await serve();
    const { cookie } = await upgrade(port, {});
    const [pair = ""] = cookie.split(";");
    const { port: otherPort } = await serve({ name: "crm" });
    const foreign = (await upgrade(otherPort, {})).cookie.split(";")[0]?.replace("rx_crm", "rx_shop") ?? "";
    for (const bad of [pair.slice(0, -1), pair.replace("rx_shop=", "rx_shop=A"), "rx_shop=", "rx_shop=.", foreign]) {
      expect((await upgrade(port, { cookie: bad })).cookie).not.toBe("");
    }
    expect(new Set(sessions.visitors).size).toBe(6);
  });

  test("is Secure with the __Host- prefix when a trusted proxy says https, and only then", async () => {
    const forwarded = { "x-forwarded-proto": "https" };
    const secure = /^__Host-rx_shop=.*; Path=\/; HttpOnly; SameSite=Strict; Secure$/;
    expect((await upgrade((await serve()).port, forwarded)).cookie).toMatch(/^rx_shop=/);
    const { port } = await serve({ trustProxy: true });
    expect((await upgrade(port, forwarded)).cookie).toMatch(secure);
    expect((await upgrade(port, { "x-forwarded-proto": "https, http" })).cookie).toMatch(/^rx_shop=/);
    expect((await upgrade((await serve({ trustProxy: "10.0.0.0/8" })).port, forwarded)).cookie).toMatch(/^rx_shop=/);
    expect((await upgrade((await serve({ trustProxy: "10.0.0.1, 127.0.0.0/8" })).port, forwarded)).cookie).toMatch(
      secure,
    );
  });
});

describe("a socket", () => {
  async function greeted(limits: Partial<Limits> = {}, clock: Clock = realClock) {
    const all = await serve({ limits: { ...defaultLimits, ...limits }, clock });
    const socket = open(all.port);
    const greeting = new Promise<Link>((resolve) => {
      all.sessions.onReceive = (_, link) => resolve(link);
    });
    await once(socket, "open");
    socket.send(hello);
    return { ...all, socket, link: await greeting };
  }

  test("hands on parsed messages, and answers ping itself", async () => {
    const { socket, sessions } = await greeted();
    socket.send('{"t":"event","id":1,"s":"A","n":"b","i":"~n5"}');
    socket.send('{"t":"ping"}');
    expect(await nextText(socket)).toBe('{"t":"pong"}');
    expect(sessions.received).toEqual([JSON.parse(hello), { t: "event", id: 1, s: "A", n: "b", i: 5n }]);
  });

  test.each([["no JSON"], ['{"t":"event","id":1,"s":"A","n":"b","i":{"__proto__":1}}'], [hello], [Buffer.from(hello)]])(
    "ends with bad_message on %s",
    async (frame) => {
      const { socket, sessions } = await greeted();
      socket.send(frame);
      expect(await endOf(socket)).toEqual({
        texts: ['{"t":"bye","code":"bad_message","error":"BAD_MESSAGE"}'],
        code: 4101,
      });
      expect(sessions.received).toHaveLength(1);
    },
  );

  test("takes nothing before hello", async () => {
    const { port, sessions } = await serve();
    const socket = open(port);
    await once(socket, "open");
    socket.send('{"t":"event","id":1,"s":"A","n":"b"}');
    expect((await endOf(socket)).code).toBe(4101);
    expect(sessions.received).toEqual([]);
  });

  test("writes what it is sent in order, alone or shared, whatever the length", async () => {
    const { socket, link } = await greeted();
    const texts = ["a", "é".repeat(62), "b".repeat(125), "c".repeat(126), "€".repeat(65_535), "d".repeat(65_536), ""];
    const arrived: string[] = [];
    const all = new Promise<void>((resolve) => {
      socket.on("message", (data) => arrived.push(String(data)) === texts.length * 2 && resolve());
    });
    for (const text of texts) {
      link.send(text);
      link.sendShared({ text });
    }
    await all;
    expect(arrived).toEqual(texts.flatMap((text) => [text, text]));
  });

  test("encodes a shared frame once", async () => {
    const { link } = await greeted();
    const frame = { text: "x", encoded: undefined };
    link.sendShared(frame);
    const first = frame.encoded;
    link.sendShared(frame);
    expect(first).toBeInstanceOf(Uint8Array);
    expect(frame.encoded).toBe(first);
  });

  test("says why it closes, and hands on nothing after that", async () => {
    const { socket, link, sessions } = await greeted();
    link.send("last words");
    link.close("replaced");
    link.send("too late");
    socket.send('{"t":"event","id":1,"s":"A","n":"b"}');
    expect(await endOf(socket)).toEqual({ texts: ["last words", '{"t":"bye","code":"replaced"}'], code: 4104 });
    expect(sessions.received).toHaveLength(1);
  });

  test("that is paused is not read, until it is resumed", async () => {
    const { socket, link, sessions } = await greeted();
    link.pause();
    socket.send('{"t":"event","id":1,"s":"A","n":"b"}');
    const { socket: other } = await upgrade(Number(new URL(socket.url).port), {});
    const pong = nextText(other);
    other.send('{"t":"ping"}');
    await pong;
    expect(sessions.received).toHaveLength(1);
    const event = new Promise((resolve) => {
      sessions.onReceive = resolve;
    });
    link.resume();
    expect(await event).toHaveProperty("t", "event");
  });

  test("that is silent is pinged after 25 s and given up 8 s later", async () => {
    const clock = new HandClock();
    const { socket, sessions, server } = await greeted({}, clock);
    // What was heard is dated at the next look, one second later at most.
    clock.advance(25_000);
    const ping = nextText(socket);
    clock.advance(1_000);
    expect(await ping).toBe('{"t":"ping"}');
    const heard = nextText(socket);
    socket.send('{"t":"pong"}');
    socket.send('{"t":"ping"}');
    expect(await heard).toBe('{"t":"pong"}');
    const end = endOf(socket);
    clock.advance(26_000 + 8_000);
    expect(await end).toEqual({ texts: ['{"t":"ping"}', '{"t":"bye","code":"no_pong"}'], code: 4002 });
    await server.close();
    expect(sessions.ended).toBe(1);
  });

  test("that never says hello is closed after 10 s", async () => {
    const clock = new HandClock();
    const { port } = await serve({ clock });
    const { socket } = await upgrade(port, {});
    const end = endOf(socket);
    clock.advance(10_000);
    expect((await end).code).toBe(4001);
  });

  test("too many of one visitor are turned away, and there is room again when one leaves", async () => {
    const { port, sessions } = await serve({ limits: { ...defaultLimits, maxTabsPerSession: 2 } });
    const first = await upgrade(port, {});
    const headers = { cookie: first.cookie.split(";")[0] ?? "" };
    await upgrade(port, headers);
    expect((await endOf((await upgrade(port, headers)).socket)).code).toBe(4103);
    expect((await upgrade(port, {})).status).toBe(101);
    first.socket.close();
    await once(first.socket, "close");
    expect((await upgrade(port, headers)).status).toBe(101);
    expect(sessions.links).toHaveLength(4);
  });

  test("with a frame over 1 MiB is closed before it is read", async () => {
    const { socket, sessions } = await greeted();
    socket.send("x".repeat(1_048_577));
    expect((await endOf(socket)).code).toBe(1009);
    expect(sessions.received).toHaveLength(1);
  });

  test("negotiates no compression", async () => {
    const { socket } = await greeted();
    expect(socket.extensions).toBe("");
  });

  test("hears restart when the server closes", async () => {
    const { socket, server, port } = await greeted();
    const end = endOf(socket);
    await server.close();
    expect(await end).toEqual({ texts: ['{"t":"bye","code":"restart"}'], code: 4000 });
    expect(server.address).toBeUndefined();
    await expect(fetch(`http://127.0.0.1:${port}/_rx/health`)).rejects.toThrow();
  });
});

test("tells its health", async () => {
  const { port } = await serve();
  await upgrade(port, {});
  expect(await (await fetch(`http://127.0.0.1:${port}/_rx/health`)).json()).toEqual({ status: "ok", tabs: 1 });
});
