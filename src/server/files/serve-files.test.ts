import { once } from "node:events";
import { request } from "node:http";
import { afterEach, expect, test } from "vitest";
import { RxError } from "../../errors/rx-error.ts";
import { createTransfers } from "../../framework/create-transfers.ts";
import type { Download, ReceivedFile, Upload } from "../../framework/ports/transfers.ts";
import { defaultLimits, type Limits } from "../../protocol/limits.ts";
import { createServer, type AppServer } from "../create-server.ts";
import { VisitorCookie } from "../visitor-cookie.ts";

const secret = "0123456789abcdef0123456789abcdef";
const clock = { now: () => performance.now(), after: () => () => undefined };
const running: AppServer[] = [];
const faults: object[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

async function serve(changed: Partial<Limits> = {}) {
  const limits = { ...defaultLimits, ...changed };
  let count = 0;
  const transfers = createTransfers({ clock, random: () => `ticket${++count}`, limits });
  const log = { warn() {}, error: (details: object) => void faults.push(details) };
  const sessions = { connect: () => ({ receive() {}, drained() {}, closed() {} }), allowsLong: () => false };
  const server = createServer({ sessions, transfers, limits, name: "shop", secret, clock, log });
  running.push(server);
  const { port } = await server.listen({ port: 0, host: "127.0.0.1" });
  const { visitor, setCookie } = new VisitorCookie({ app: "shop", secret }).mint(false);
  const origin = `http://127.0.0.1:${port}`;
  const [cookie = ""] = setCookie.split(";");
  return {
    origin,
    port,
    cookie,
    offer: (transfer: Download | Upload) => transfers.offer(visitor, transfer).url,
    ask: (url: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
      fetch(origin + url, { ...init, headers: { cookie, origin, ...headers } }),
  };
}

function download(...pieces: string[]): Download {
  return {
    type: "download",
    name: "Käse & Co.csv",
    contentType: "text/csv; charset=utf-8",
    async *body() {
      yield* pieces;
    },
  };
}

/** Answers with what it was sent. */
function echo(maxBytes = 1_000_000): Upload {
  return {
    type: "upload",
    name: "in.csv",
    maxBytes,
    async *receive(file: ReceivedFile) {
      for (const turn of [1, 2]) {
        const pieces: Uint8Array[] = [];
        for await (const piece of file.read()) pieces.push(piece);
        yield { turn, bytes: file.bytes, text: Buffer.concat(pieces).toString() };
      }
    },
  };
}

test("a file is fetched once, under its name, by the visitor whose ticket it is", async () => {
  const { offer, ask } = await serve();
  const url = offer(download("a,b\r\n", "1,2\r\n"));
  expect((await ask(url, { cookie: "" })).status).toBe(404);
  const answer = await ask(url);
  expect(await answer.text()).toBe("a,b\r\n1,2\r\n");
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": "attachment; filename=\"K_se_Co.csv\"; filename*=UTF-8''K%C3%A4se%20%26%20Co.csv",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  expect((await ask(url)).status).toBe(404);
});

test("only our own pages fetch and send", async () => {
  const { offer, origin, cookie, port } = await serve();
  const status = async (method: string, headers: Record<string, string>): Promise<number | undefined> => {
    const path = offer(method === "GET" ? download("x") : echo());
    const sent = request({ port, host: "127.0.0.1", path, method, headers: { cookie, ...headers } }).end();
    const [answer] = await once(sent, "response");
    answer.resume();
    return answer.statusCode;
  };
  for (const [method, headers, expected] of [
    ["GET", {}, 403],
    ["GET", { origin: "https://evil.example" }, 403],
    ["GET", { origin: "null" }, 403],
    ["GET", { origin: "https://evil.example", "sec-fetch-site": "same-origin" }, 403],
    ["GET", { referer: "https://evil.example/", "sec-fetch-site": "same-origin" }, 403],
    ["GET", { referer: `${origin}.evil.example/` }, 403],
    ["GET", { "sec-fetch-site": "cross-site" }, 403],
    ["GET", { "sec-fetch-site": "none" }, 403],
    ["GET", { referer: `${origin}/customers?x=1` }, 200],
    ["GET", { "sec-fetch-site": "same-origin" }, 200],
    ["POST", {}, 403],
    ["POST", { "sec-fetch-site": "same-origin" }, 403],
    ["POST", { referer: `${origin}/` }, 403],
    ["POST", { origin: "https://evil.example" }, 403],
    ["POST", { origin }, 200],
  ] as const) {
    expect([method, headers, await status(method, headers)]).toEqual([method, headers, expected]);
  }
});

test("a file that is sent is there whole before it is worked on, may be read twice, and is answered line by line", async () => {
  const { offer, ask } = await serve();
  const text = "é,1\r\n".repeat(50_000);
  const answer = await ask(offer(echo()), { "content-type": "text/csv" }, { method: "POST", body: text });
  expect(answer.headers.get("content-type")).toBe("application/x-ndjson; charset=utf-8");
  const bytes = Buffer.byteLength(text);
  expect(await answer.text()).toBe([1, 2].map((turn) => `${JSON.stringify({ turn, bytes, text })}\n`).join(""));
  const empty = await ask(offer(echo()), {}, { method: "POST" });
  expect(await empty.text()).toContain('"bytes":0');
});

test("a file that is too large is refused, by what it says of itself and by what comes", async () => {
  const { offer, ask } = await serve();
  const refusal = { code: "FILE_TOO_LARGE", message: "Expected a file of at most 10 bytes, found a larger one." };
  const said = await ask(offer(echo(10)), {}, { method: "POST", body: "12345678901" });
  expect([said.status, await said.json()]).toEqual([413, refusal]);
  const body = new ReadableStream({
    start(stream) {
      for (let piece = 0; piece < 4; piece++) stream.enqueue(new TextEncoder().encode("1234"));
      stream.close();
    },
  });
  const chunked = await ask(offer(echo(10)), {}, { method: "POST", body, duplex: "half" } as RequestInit);
  expect([chunked.status, await chunked.json()]).toEqual([413, refusal]);
});

test("a ticket for one way is none for the other, and so many files are on their way at once", async () => {
  const { offer, ask } = await serve({ maxTransfers: 1 });
  expect((await ask(offer(download("x")), {}, { method: "POST", body: "x" })).status).toBe(404);
  const held = Promise.withResolvers<void>();
  const first = ask(
    offer({
      ...download(),
      async *body() {
        yield "begun";
        await held.promise;
      },
    }),
  );
  const begun = await first;
  expect((await ask(offer(download("x")))).status).toBe(429);
  held.resolve();
  expect(await begun.text()).toBe("begun");
  expect((await ask(offer(download("x")))).status).toBe(200);
});

test("what fails at once is answered in words that hide the rest; what fails later cuts the file off", async () => {
  const { offer, ask } = await serve();
  const failing = (pieces: readonly string[], error: Error): Download => ({
    ...download(),
    async *body() {
      yield* pieces;
      throw error;
    },
  });
  const refused = await ask(offer(failing([], new RxError("FILE_CUT_OFF"))));
  expect([refused.status, await refused.json()]).toMatchObject([400, { code: "FILE_CUT_OFF" }]);
  const broken = await ask(offer(failing([], new Error("password is hunter2"))));
  expect(broken.status).toBe(500);
  expect(await broken.text()).not.toContain("hunter2");
  const half = await ask(offer(failing(["half of "], new Error("gone"))));
  await expect(half.text()).rejects.toThrow();
  expect(faults.splice(0)).toHaveLength(2);
});

test("work ends when the browser goes away", async () => {
  const { offer, port, cookie, origin } = await serve();
  const ended = Promise.withResolvers<void>();
  const path = offer({
    ...download(),
    async *body(signal) {
      try {
        for (;;) {
          yield "x".repeat(100_000);
          if (signal.aborted) return;
        }
      } finally {
        ended.resolve();
      }
    },
  });
  const sent = request({ port, host: "127.0.0.1", path, headers: { cookie, origin } }).end();
  sent.on("error", () => {});
  const [answer] = await once(sent, "response");
  answer.once("data", () => sent.destroy());
  await ended.promise;
});
