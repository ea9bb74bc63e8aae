// One tab's session: who we are (token, epoch), which version was seen, and the line of numbered messages. It decides
// what goes when: hello first, what is resent after a cut, what is made anew after a lost session.
import { defaultLimits } from "../protocol/limits.ts";
import type { Answer, DeltaMessage, DownMessage, Hello, Welcome } from "../protocol/messages.ts";
import { protocolVersion } from "../protocol/version.ts";
import { Connection, type ConnectionStatus } from "./connection.ts";
import { NumberLine, type LineItem } from "./number-line.ts";
import type { ClientPorts } from "./ports.ts";
import { readSession, writeSession } from "./session-memory.ts";
import { TokenBucket } from "./token-bucket.ts";

/** What the session leaves to the client. */
export interface SessionOwner {
  /** Applies the vars of a delta; throws where it does not fit. */
  apply(delta: DeltaMessage, text: string): void;
  received(message: DownMessage): void;
  /** The first answer to a message: its commands are to be carried out. */
  answered(answer: Answer): void;
  /** The session is another one: what has to be sent before all else (the page, what was typed). */
  renew(): readonly LineItem[];
  /** The session is there: this one again, or another. */
  welcomed(welcome: Welcome): void;
  statusChanged(status: ConnectionStatus): void;
  /** The pace allows to send: unnumbered messages that wait may go. */
  mayAsk(): void;
}

const beforeWelcome: ReadonlySet<LineItem["type"]> = new Set(["open"]);

/** The session of a tab. */
export class Session {
  readonly line = new NumberLine();
  readonly connection: Connection;
  readonly #build: string;
  readonly #ports: ClientPorts;
  readonly #owner: SessionOwner;
  readonly #pace: TokenBucket;
  #token: string | undefined;
  #count = 0;
  #epoch: string | undefined;
  readonly #seen = new Map<string, number>();
  #maxUnanswered: number = defaultLimits.maxPending;
  #welcomed = false;
  #helloed = false;
  #timer: (() => void) | undefined;
  #renewing = false;

  constructor(url: string, build: string, ports: ClientPorts, owner: SessionOwner) {
    this.#build = build;
    this.#ports = ports;
    this.#owner = owner;
    this.#pace = new TokenBucket(ports.clock, defaultLimits.messagesPerSecond, defaultLimits.messageBurst);
    ({ token: this.#token, epoch: this.#epoch } = readSession(ports.storage));
    this.connection = new Connection(url, ports, {
      opened: () => this.#hello(),
      received: (message, text) => this.#received(message, text),
      statusChanged: (status) => this.#statusChanged(status),
    });
  }

  /** True while the messages of a lost session are settled: an `open` or a `set` among them is made anew. */
  get renewing(): boolean {
    return this.#renewing;
  }

  /** How many sessions there have been: the one that was kept over a reload is the first. */
  get count(): number {
    return this.#count;
  }

  /** May unnumbered messages be sent? */
  get ready(): boolean {
    return this.#welcomed;
  }

  /** Puts a message in the line and sends what may go. */
  push(item: LineItem): void {
    this.line.push(item);
    this.#pump();
  }

  #hello(): void {
    this.#helloed = true;
    if (this.#token === undefined) this.line.unsend();
    const seen = this.#seen.get("");
    const hello: Hello = {
      t: "hello",
      v: protocolVersion,
      build: this.#build,
      ...(this.#token === undefined ? {} : { token: this.#token, pending: this.line.pending }),
      ...(this.#epoch === undefined ? {} : { epoch: this.#epoch }),
      ...(seen === undefined ? {} : { seen }),
    };
    this.connection.send(JSON.stringify(hello));
    this.#pump();
  }

  #received(message: DownMessage, text: string): void {
    if (message.t === "welcome") this.#welcome(message);
    else if (message.t === "delta") this.#delta(message, text);
    else this.#owner.received(message);
  }

  #welcome(welcome: Welcome): void {
    const { limits } = welcome;
    // A little under what the server allows: its clock and ours do not tick together.
    this.#pace.reset(limits.rate * 0.95, Math.max(1, limits.burst - 8));
    this.#maxUnanswered = Math.max(1, limits.pending - 2);
    const wasKnown = this.#token !== undefined;
    if (!welcome.resumed || this.#count === 0) this.#count += 1;
    this.#token = welcome.token;
    this.#epoch = welcome.epoch;
    writeSession(this.#ports.storage, { token: welcome.token, epoch: welcome.epoch });
    for (const answer of welcome.answers) this.#settle(answer);
    if (welcome.resumed) this.line.resume(welcome.last);
    else if (wasKnown) this.#restart();
    if (!welcome.resumed) this.#seen.clear();
    this.#welcomed = true;
    this.connection.live();
    this.#owner.welcomed(welcome);
    this.#pump();
  }

  #restart(): void {
    this.#renewing = true;
    this.line.restart();
    this.#renewing = false;
    this.line.withdraw((item) => item.type === "open");
    this.line.pushFirst(this.#owner.renew());
  }

  #delta(delta: DeltaMessage, text: string): void {
    const stream = delta.k ?? "";
    const seen = this.#seen.get(stream);
    const changes = delta.s !== undefined || delta.p !== undefined;
    const fits = delta.full === true || (seen === undefined ? !changes || delta.v === 1 : delta.v === seen + 1);
    if (!fits && (changes || delta.v !== seen)) return this.#resync();
    try {
      if (changes || delta.shapes !== undefined) this.#owner.apply(delta, text);
    } catch {
      // What does not fit is never half shown: `apply` changed nothing, a snapshot takes its place.
      return this.#resync();
    }
    if (delta.full === true || changes || seen !== undefined) this.#seen.set(stream, delta.v);
    if (delta.a !== undefined) this.#settle(delta.a);
    this.#pump();
  }

  /** A gap: at version 0 the server sends everything whole. Without one it would take us for a fresh page, which opens itself. */
  #resync(): void {
    this.#seen.clear();
    this.#seen.set("", 0);
    this.connection.resync();
  }

  #settle(answer: Answer): void {
    if (this.line.answer(answer)) this.#owner.answered(answer);
  }

  #statusChanged(status: ConnectionStatus): void {
    if (status.phase !== "live") {
      this.#welcomed = false;
      this.#helloed = false;
      this.#timer?.();
      this.#timer = undefined;
    }
    if (status.phase === "stopped" || status.phase === "closed") this.line.end();
    this.#owner.statusChanged(status);
  }

  #pump(): void {
    if (!this.#helloed || (!this.#welcomed && this.#token !== undefined)) return;
    const types = this.#welcomed ? undefined : beforeWelcome;
    while (this.line.hasNext(this.#maxUnanswered)) {
      if (!this.#pace.take()) {
        this.#timer ??= this.#ports.clock.after(this.#pace.wait(), () => {
          this.#timer = undefined;
          this.#pump();
        });
        break;
      }
      const next = this.line.take(this.#maxUnanswered, types);
      if (next === undefined) break;
      this.connection.send(next.text);
    }
    if (this.#welcomed) this.#owner.mayAsk();
  }
}
