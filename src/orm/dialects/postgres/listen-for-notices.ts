// A connection of its own on which PostgreSQL passes notices on, made again whenever it is cut.
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import type { NoticeListener } from "../remote/remote-exchange.ts";
import { toClientOptions } from "./to-client-options.ts";

/** How to connect. */
export interface ListenOptions {
  readonly url: string;
  readonly connectTimeoutMs: number;
}

/** A line that was cut without a word is noticed after at most both of these. */
const askEveryMs = 5_000;
const answerWithinMs = 5_000;
/** Pause before another try; longer with each that fails. */
const firstPauseMs = 50;
const maxPauseMs = 5_000;

/** Hears notices from when it settles; its end. */
export async function listenForNotices(options: ListenOptions, listener: NoticeListener): Promise<() => Promise<void>> {
  const ending = new AbortController();
  const { promise, resolve } = Promise.withResolvers<void>();
  const ended = keepListening(options, { listener, started: resolve, signal: ending.signal });
  await promise;
  return async () => {
    ending.abort();
    await ended;
  };
}

interface Listening {
  readonly listener: NoticeListener;
  /** The first try is over: it listens, or says from when on. */
  readonly started: () => void;
  readonly signal: AbortSignal;
}

async function keepListening(options: ListenOptions, { listener, started, signal }: Listening): Promise<void> {
  let pauseMs = firstPauseMs;
  for (let isFirst = true; !signal.aborted; isFirst = false) {
    try {
      await listenOnce(options, listener, signal, () => {
        if (!isFirst) listener.missed();
        pauseMs = firstPauseMs;
        started();
      });
    } catch (error) {
      if (!signal.aborted) listener.failed(error);
    }
    started();
    await delay(pauseMs, undefined, { signal }).catch(() => undefined);
    pauseMs = Math.min(maxPauseMs, pauseMs * 2);
  }
}

/** One connection, until it is cut or nobody wants it any more. */
async function listenOnce(
  { url, connectTimeoutMs }: ListenOptions,
  listener: NoticeListener,
  signal: AbortSignal,
  listening: () => void,
): Promise<void> {
  const client = new Client({
    ...toClientOptions(url),
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: answerWithinMs,
    application_name: "rowx changes",
    keepAlive: true,
  });
  const cut = Promise.withResolvers<void>();
  // Also looked at by whoever has not come to wait yet.
  cut.promise.catch(() => undefined);
  client.on("error", cut.reject);
  client.on("end", () => cut.reject(new Error("The connection that hears of others' writes was cut.")));
  client.on("notification", ({ payload = "" }) => listener.heard(payload));
  signal.addEventListener("abort", () => cut.resolve(), { once: true });
  let asking: NodeJS.Timeout | undefined;
  try {
    await client.connect();
    await client.query("listen rx_changes");
    listening();
    asking = setInterval(() => void client.query("select 1").catch(cut.reject), askEveryMs).unref();
    await cut.promise;
  } finally {
    clearInterval(asking);
    // What was cut cannot be ended well.
    await Promise.race([client.end().catch(() => undefined), delay(answerWithinMs, undefined, { ref: false })]);
  }
}
