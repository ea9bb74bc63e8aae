// One socket at a time, opened again when it ends. What the frames mean is the session's affair; this file knows when
// the line is there, when it is not, and when to stop trying.
import { defaultLimits } from "../protocol/limits.ts";
import type { CloseCode, DownMessage } from "../protocol/messages.ts";
import { backOff } from "./back-off.ts";
import { isStopCode } from "./stop-codes.ts";
import type { ClientPorts, ClientSocket } from "./ports.ts";

/** What is known of the line. `since` is when this phase began; `reconnecting` begins when the socket ends. */
export type ConnectionStatus =
  | { readonly phase: "connecting" | "live" | "closed"; readonly since: number }
  | { readonly phase: "reconnecting"; readonly since: number; readonly attempt: number }
  | { readonly phase: "stopped"; readonly since: number; readonly code: CloseCode };

/** Who reads the frames. */
export interface ConnectionOwner {
  /** The socket is open: the texts to send first, `hello` and what may go with it. */
  opened(): void;
  received(message: DownMessage, text: string): void;
  statusChanged(status: ConnectionStatus): void;
}

/** The line to the server. */
export class Connection {
  readonly #url: string;
  readonly #ports: ClientPorts;
  readonly #owner: ConnectionOwner;
  #socket: ClientSocket | undefined;
  #status: ConnectionStatus;
  #attempt = 0;
  #open = false;
  #timers = new Set<() => void>();
  #watch: (() => void) | undefined;
  #probing = false;
  #resyncs = 0;
  #resyncedAt = Number.NEGATIVE_INFINITY;
  readonly #stopWake: () => void;

  constructor(url: string, ports: ClientPorts, owner: ConnectionOwner) {
    this.#url = url;
    this.#ports = ports;
    this.#owner = owner;
    this.#status = { phase: "connecting", since: ports.clock.now() };
    this.#stopWake = ports.onWake(() => this.wake());
  }

  get status(): ConnectionStatus {
    return this.#status;
  }

  /** Opens the socket. */
  connect(): void {
    this.#dropSocket();
    let socket: ClientSocket;
    try {
      socket = this.#ports.socket(this.#url);
    } catch {
      // An address that cannot be opened at all is told like a socket that ended: the banner says it, and we try again.
      this.#lost();
      return;
    }
    this.#socket = socket;
    this.#after(defaultLimits.helloTimeoutMs, () => this.#lost());
    socket.addEventListener("open", () => {
      if (socket !== this.#socket) return;
      this.#open = true;
      this.#owner.opened();
    });
    socket.addEventListener("message", ({ data }) => {
      if (socket === this.#socket && typeof data === "string") this.#received(data);
    });
    socket.addEventListener("close", () => {
      if (socket === this.#socket) this.#lost();
    });
    // A `close` follows each error; without a listener `ws` would throw it.
    socket.addEventListener("error", () => {});
  }

  /** Sends one frame; false where there is no open socket. */
  send(text: string): boolean {
    if (!this.#open || this.#socket === undefined) return false;
    this.#socket.send(text);
    return true;
  }

  /** The session was welcomed: the line is live. */
  live(): void {
    this.#attempt = 0;
    this.#clearTimers();
    this.#listen();
    this.#become({ phase: "live", since: this.#ports.clock.now() });
  }

  /** Ends this socket and opens another at once: what was received does not fit what is known. */
  resync(): void {
    if (this.#ended()) return;
    const now = this.#ports.clock.now();
    // One snapshot cures a gap. Where it does not, asking again and again would only keep the server busy.
    this.#resyncs = now - this.#resyncedAt < 10_000 ? this.#resyncs + 1 : 0;
    this.#resyncedAt = now;
    this.#attempt = this.#resyncs;
    this.#lost();
  }

  /** The line may be back, or may be dead without a word: try now, or ask. */
  wake(): void {
    if (this.#ended()) return;
    if (this.#status.phase === "live") this.#probe();
    else if (this.#socket === undefined) {
      this.#clearTimers();
      this.connect();
    }
  }

  /** Ends for good, as the server asked. */
  stop(code: CloseCode): void {
    this.#dropSocket();
    this.#stopWake();
    this.#become({ phase: "stopped", since: this.#ports.clock.now(), code });
  }

  /** Ends for good, as the app asked. */
  close(): void {
    this.#dropSocket();
    this.#stopWake();
    if (!this.#ended()) this.#become({ phase: "closed", since: this.#ports.clock.now() });
  }

  #ended(): boolean {
    return this.#status.phase === "stopped" || this.#status.phase === "closed";
  }

  #received(text: string): void {
    let message: DownMessage;
    try {
      // The server is ours and of this protocol version; what a patch may not do is checked where it is applied.
      message = JSON.parse(text) as DownMessage;
    } catch {
      this.#lost();
      return;
    }
    if (this.#status.phase === "live") this.#listen();
    if (message.t === "ping") this.send('{"t":"pong"}');
    else if (message.t === "bye") this.#bye(message.code);
    else if (message.t !== "pong") this.#owner.received(message, text);
  }

  #bye(code: CloseCode): void {
    if (isStopCode(code)) this.stop(code);
    else this.#lost();
  }

  /** Silence for one ping's time is asked about; no answer ends the socket. */
  #listen(): void {
    this.#probing = false;
    this.#watch?.();
    this.#watch = this.#ports.clock.after(defaultLimits.pingIntervalMs, () => this.#probe());
  }

  #probe(): void {
    if (this.#probing) return;
    this.#probing = true;
    this.send('{"t":"ping"}');
    this.#watch?.();
    this.#watch = this.#ports.clock.after(defaultLimits.pongTimeoutMs, () => this.#lost());
  }

  #lost(): void {
    this.#dropSocket();
    const since = this.#status.phase === "reconnecting" ? this.#status.since : this.#ports.clock.now();
    const attempt = this.#attempt++;
    this.#become({ phase: "reconnecting", since, attempt });
    this.#after(backOff(attempt, this.#ports.random()), () => this.connect());
  }

  /** Lets go of the socket without waiting for its `close`, which a dead line holds back for a minute. */
  #dropSocket(): void {
    this.#clearTimers();
    this.#watch?.();
    this.#watch = undefined;
    this.#probing = false;
    this.#open = false;
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }

  #become(status: ConnectionStatus): void {
    this.#status = status;
    this.#owner.statusChanged(status);
  }

  #after(ms: number, callback: () => void): void {
    const cancel = this.#ports.clock.after(ms, () => {
      this.#timers.delete(cancel);
      callback();
    });
    this.#timers.add(cancel);
  }

  #clearTimers(): void {
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
  }
}
