// All frames that a tab is sent in one turn of the loop leave in one write: the write is what costs. Right only without
// compression; ws itself writes nothing but control frames between ours.
import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import type { Code } from "../errors/codes.ts";
import type { SharedFrame } from "../framework/ports/link.ts";
import type { Refusals } from "../framework/refusals.ts";
import { closeNumbers } from "../protocol/close-numbers.ts";
import type { Bye, CloseCode } from "../protocol/messages.ts";
import type { OwnedLink } from "./tab-socket.ts";
import { asciiFrames } from "./ascii-frames.ts";
import { writeFrames } from "./write-frames.ts";
import type { Flushable, WriteTurn } from "./write-turn.ts";

/** A link over one WebSocket. */
export class SocketLink implements OwnedLink, Flushable {
  readonly #ws: WebSocket;
  readonly #socket: Duplex;
  readonly #turn: WriteTurn;
  #waiting: (string | Uint8Array)[] = [];
  #waitingUnits = 0;
  readonly #refusals: Refusals | undefined;
  #isClosed = false;

  /**
   * @param socket the TCP or TLS socket under `ws`.
   * @param refusals counts what it is closed with, and how often it is paused.
   */
  constructor(ws: WebSocket, socket: Duplex, turn: WriteTurn, refusals?: Refusals) {
    this.#ws = ws;
    this.#socket = socket;
    this.#turn = turn;
    this.#refusals = refusals;
  }

  get queuedBytes(): number {
    return this.#socket.writableLength + this.#waitingUnits;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  get isPaused(): boolean {
    return this.#ws.isPaused;
  }

  send(text: string): void {
    this.#queue(text);
  }

  sendShared(frame: SharedFrame): void {
    if (!(frame.encoded instanceof Uint8Array)) frame.encoded = writeFrames([frame.text]);
    if (frame.encoded instanceof Uint8Array) this.#queue(frame.encoded);
  }

  /** Says `bye` and closes. What comes in afterwards is for nobody. */
  close(code: CloseCode, error?: Code): void {
    if (this.#isClosed) return;
    const bye: Bye = error === undefined ? { t: "bye", code } : { t: "bye", code, error };
    this.send(JSON.stringify(bye));
    this.#isClosed = true;
    this.#refusals?.count(error ?? code);
    this.flush();
    this.#ws.close(closeNumbers[code], code);
    // The other side's close frame must be read, or the socket would stand until a timeout.
    this.#ws.resume();
  }

  /** The socket is gone: nothing is sent any more. */
  ended(): void {
    this.#isClosed = true;
    this.#waiting = [];
    this.#waitingUnits = 0;
  }

  pause(): void {
    this.#refusals?.count("paused");
    this.#ws.pause();
  }

  resume(): void {
    this.#ws.resume();
  }

  #queue(frame: string | Uint8Array): void {
    if (this.#isClosed) return;
    this.#waiting.push(frame);
    this.#waitingUnits += frame.length;
    if (this.#waiting.length === 1) this.#turn.add(this);
  }

  /** Writes what waits. */
  flush(): void {
    if (this.#waiting.length === 0) return;
    const frames = this.#waiting;
    this.#waiting = [];
    this.#waitingUnits = 0;
    if (!this.#socket.writable) return;
    const text = asciiFrames(frames);
    if (text === undefined) this.#socket.write(writeFrames(frames));
    else this.#socket.write(text, "latin1");
  }
}
