// One open socket: parses what comes in, keeps it alive, and ends it where the protocol says so. What the messages mean
// is the session's affair.
import type { Code } from "../errors/codes.ts";
import { RxError } from "../errors/rx-error.ts";
import type { Link } from "../framework/ports/link.ts";
import type { Connection } from "../framework/ports/sessions.ts";
import type { Limits } from "../protocol/limits.ts";
import type { CloseCode } from "../protocol/messages.ts";
import { parseFrame, type FrameRules } from "../protocol/parse-frame.ts";

/** A link as whoever owns the socket under it sees it. */
export interface OwnedLink extends Link {
  readonly isClosed: boolean;
  readonly isPaused: boolean;
  /** Says `bye`, with the code of what was wrong, and closes. */
  close(code: CloseCode, error?: Code): void;
  /** The socket is gone: nothing is sent any more. */
  ended(): void;
}

/** What a tab's socket is made with. */
export interface TabSocketOptions {
  readonly link: OwnedLink;
  readonly connection: Connection;
  readonly rules: FrameRules;
  /** Time since any fixed moment, in ms. */
  readonly now: () => number;
  /** Something that should not happen did. */
  readonly onFault: (thrown: unknown) => void;
}

/** A socket between its upgrade and its end. */
export class TabSocket {
  readonly #link: OwnedLink;
  readonly #connection: Connection;
  readonly #rules: FrameRules;
  readonly #now: () => number;
  readonly #onFault: (thrown: unknown) => void;
  #isGreeted = false;
  /** Has anything been heard since the last check? A clock is not asked for every message. */
  #isHeard = false;
  #heardAt: number;
  #pingedAt: number | undefined;

  constructor(options: TabSocketOptions) {
    this.#link = options.link;
    this.#connection = options.connection;
    this.#rules = options.rules;
    this.#now = options.now;
    this.#onFault = options.onFault;
    this.#heardAt = options.now();
  }

  /** A frame came in. */
  receive(data: Buffer, isBinary: boolean): void {
    if (this.#link.isClosed) return;
    try {
      if (isBinary) throw new RxError("BAD_MESSAGE", { found: "a binary frame" });
      this.#handle(data);
    } catch (thrown) {
      if (thrown instanceof RxError && thrown.status < 500) this.close("bad_message", thrown.code);
      else {
        this.#onFault(thrown);
        this.close("server_error");
      }
    }
  }

  #handle(data: Buffer): void {
    const message = parseFrame(data.toString(), data.length, this.#rules);
    this.#isHeard = true;
    if (message.t === "ping") return this.#link.send('{"t":"pong"}');
    if (message.t === "pong") return this.#connection.receive(message);
    if ((message.t === "hello") === this.#isGreeted) {
      throw new RxError("BAD_MESSAGE", { found: this.#isGreeted ? "a second hello" : "something before hello" });
    }
    this.#isGreeted = true;
    this.#connection.receive(message);
  }

  /** Called every second or so: asks a silent socket for a sign of life and ends a dead one. */
  check(limits: Limits): void {
    // A paused socket is not read, so it cannot be heard; how long it may be paused is the session's affair.
    if (this.#link.isClosed || this.#link.isPaused) return;
    const now = this.#now();
    if (this.#isHeard) {
      this.#isHeard = false;
      this.#heardAt = now;
      this.#pingedAt = undefined;
    }
    const silentMs = now - this.#heardAt;
    if (!this.#isGreeted) {
      if (silentMs >= limits.helloTimeoutMs) this.close("slow");
    } else if (this.#pingedAt !== undefined) {
      if (now - this.#pingedAt >= limits.pongTimeoutMs) this.close("no_pong");
    } else if (silentMs >= limits.pingIntervalMs) {
      this.#pingedAt = now;
      this.#link.send('{"t":"ping"}');
    }
  }

  drained(): void {
    if (!this.#link.isClosed) this.#connection.drained();
  }

  close(code: CloseCode, error?: Code): void {
    this.#link.close(code, error);
  }

  /** The socket is gone, whoever closed it. */
  ended(): void {
    this.#link.ended();
    this.#connection.closed();
  }
}
