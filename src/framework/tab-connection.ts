// One socket before and after its hello. What comes in while the hello is looked into waits.
import type { Hello, Numbered, UpMessage, WindowMessage } from "../protocol/messages.ts";
import type { Link } from "./ports/link.ts";
import type { Connection } from "./ports/sessions.ts";
import type { Session } from "./session.ts";

/** Finds or makes the session of a hello; undefined where the link was closed instead. */
export type Greet = (hello: Hello, connection: TabConnection) => void;

/** So many messages may come in before the socket is not read any more. */
const maxEarly = 64;

/** A socket's way into its session. */
export class TabConnection implements Connection {
  readonly link: Link;
  readonly visitor: string;
  readonly #greet: Greet;
  readonly #onClosed: (connection: TabConnection) => void;
  #session: Session | undefined;
  #early: (Numbered | WindowMessage)[] | undefined = [];
  #isClosed = false;
  #onHeard: (() => void) | undefined;

  constructor(link: Link, visitor: string, greet: Greet, onClosed: (connection: TabConnection) => void) {
    this.link = link;
    this.visitor = visitor;
    this.#greet = greet;
    this.#onClosed = onClosed;
  }

  get session(): Session | undefined {
    return this.#session;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  receive(message: UpMessage): void {
    if (this.#isClosed) return;
    this.#onHeard?.();
    switch (message.t) {
      case "hello":
        return this.#greet(message, this);
      case "ping":
        return this.link.send('{"t":"pong"}');
      case "pong":
        return;
      default:
        if (this.#early === undefined) this.#hand(message);
        else this.#wait(message, this.#early);
    }
  }

  /** Its session is there and has been welcomed. */
  enter(session: Session): void {
    this.#session = session;
    const early = this.#early ?? [];
    this.#early = undefined;
    if (early.length >= maxEarly) this.link.resume();
    for (const message of early) this.#hand(message);
  }

  /** Another socket has taken the session over. */
  leave(): void {
    this.#session = undefined;
  }

  /** Asks the page for a sign of life; calls back with whether there was one in time. */
  probe(after: (ms: number, callback: () => void) => () => void, ms: number, done: (isAlive: boolean) => void): void {
    const finish = (isAlive: boolean): void => {
      cancel();
      this.#onHeard = undefined;
      done(isAlive);
    };
    const cancel = after(ms, () => finish(false));
    this.#onHeard = () => finish(true);
    this.link.send('{"t":"ping"}');
  }

  drained(): void {
    this.#session?.drained();
  }

  closed(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#early = undefined;
    this.#onClosed(this);
  }

  #wait(message: Numbered | WindowMessage, early: (Numbered | WindowMessage)[]): void {
    early.push(message);
    if (early.length === maxEarly) this.link.pause();
  }

  #hand(message: Numbered | WindowMessage): void {
    if (this.#session === undefined) return;
    if (message.t === "window") this.#session.window(message);
    else this.#session.receive(message);
  }
}
