// Windows of rows, up and down: mints view and request numbers, keeps to the pace of windows, asks open requests again
// after a cut, and hands each answer to the view it is for.
import { defaultLimits } from "../protocol/limits.ts";
import type { Choice, RowsMessage, Total, WindowQuery } from "../protocol/rows.ts";
import { RemoteError } from "./remote-error.ts";
import type { ClientPorts } from "./ports.ts";
import { TokenBucket } from "./token-bucket.ts";

/** Who shows the rows of a view. */
export interface RowsListener {
  received(message: RowsMessage): void;
  /** The line is there: ask for what is to be shown. `isSame`: the keys of rows that are shown still name them. */
  online(isSame: boolean): void;
  /** The line is away: no open request will be answered. */
  offline(): void;
}

/** One view of a rows var. */
export interface RowsPort {
  readonly view: number;
  /** Sends a page request; the number of the request. It may be overtaken by a newer one and never be sent. */
  ask(query: Extract<WindowQuery, { type: "page" }>): number;
  close(): void;
}

/** Choices of a filter or of a reference. */
export interface Choices {
  readonly choices: readonly Choice[];
  readonly total: Total;
}

type ChoiceQuery = Extract<WindowQuery, { type: "values" | "lookup" }>;

interface View {
  readonly state: string;
  readonly name: string;
  readonly listener: RowsListener | undefined;
  /** The newest page request that has not been sent. */
  next: { readonly id: number; readonly query: WindowQuery } | undefined;
}

interface ChoiceRequest {
  readonly view: number;
  readonly query: ChoiceQuery;
  readonly resolve: (choices: Choices) => void;
  readonly reject: (error: RemoteError) => void;
  sent: boolean;
}

/** The traffic of all views of a tab. */
export class RowsTraffic {
  readonly #send: (text: string) => boolean;
  readonly #isReady: () => boolean;
  readonly #ports: ClientPorts;
  readonly #pace: TokenBucket;
  readonly #views = new Map<number, View>();
  readonly #choices = new Map<number, ChoiceRequest>();
  readonly #choiceViews = new Map<string, number>();
  readonly #closed: number[] = [];
  #nextView = 1;
  #nextRequest = 1;
  #online = false;
  #timer: (() => void) | undefined;

  constructor(ports: ClientPorts, send: (text: string) => boolean, isReady: () => boolean) {
    this.#ports = ports;
    this.#send = send;
    this.#isReady = isReady;
    this.#pace = new TokenBucket(ports.clock, defaultLimits.windowsPerSecond, defaultLimits.windowsPerSecond);
  }

  /** The pace that the server named. */
  setPace(windows: number): void {
    this.#pace.reset(windows * 0.95, Math.max(1, windows - 2));
  }

  /** Opens a view of a rows var. `online` is called at once where the line is there. */
  open(state: string, name: string, listener: RowsListener): RowsPort {
    const number = this.#nextView++;
    const view: View = { state, name, listener, next: undefined };
    this.#views.set(number, view);
    if (this.#online) listener.online(true);
    return {
      view: number,
      ask: (query) => {
        const id = this.#nextRequest++;
        view.next = { id, query };
        this.pump();
        return id;
      },
      close: () => {
        if (!this.#views.delete(number)) return;
        // Without a line there is nothing that the server watches for us.
        if (this.#online) this.#closed.push(number);
        this.pump();
      },
    };
  }

  /** Asks for distinct values of a column, or for rows that a reference may point to. Asked again after a cut. */
  choices(state: string, name: string, query: ChoiceQuery): Promise<Choices> {
    const key = `${state} ${name}`;
    let view = this.#choiceViews.get(key);
    if (view === undefined) {
      view = this.#nextView++;
      this.#choiceViews.set(key, view);
      this.#views.set(view, { state, name, listener: undefined, next: undefined });
    }
    const { promise, resolve, reject } = Promise.withResolvers<Choices>();
    this.#choices.set(this.#nextRequest++, { view, query, resolve, reject, sent: false });
    this.pump();
    return promise;
  }

  /** The page is there, or there again; `isSame` where the session is the one that it was. */
  online(isSame: boolean): void {
    this.#online = true;
    for (const request of this.#choices.values()) request.sent = false;
    for (const view of Array.from(this.#views.values())) view.listener?.online(isSame);
    this.pump();
  }

  /** The line is away. */
  offline(): void {
    this.#online = false;
    this.#timer?.();
    this.#timer = undefined;
    this.#closed.length = 0;
    for (const view of Array.from(this.#views.values())) {
      view.next = undefined;
      view.listener?.offline();
    }
  }

  /** Hands a message on. */
  received(message: RowsMessage): void {
    switch (message.type) {
      case "choices":
        this.#take(message.id)?.resolve({ choices: message.choices, total: message.total });
        return;
      case "push":
      case "total":
        // The same bytes for all watchers: each view knows which blocks are its own.
        for (const view of Array.from(this.#views.values())) view.listener?.received(message);
        return;
      case "failed": {
        const request = this.#take(message.id);
        if (request !== undefined) {
          request.reject(new RemoteError({ code: "failed", error: message.error }));
          return;
        }
        this.#views.get(message.view)?.listener?.received(message);
        return;
      }
      case "page":
      case "gone":
        this.#views.get(message.view)?.listener?.received(message);
    }
  }

  /** Sends what waits, as far as the pace allows. */
  pump(): void {
    if (!this.#online || !this.#isReady()) return;
    for (const view of this.#closed.splice(0)) this.#sendClose(view);
    for (const [number, view] of this.#views) {
      if (view.next === undefined) continue;
      if (!this.#mayAsk()) return;
      const { id, query } = view.next;
      view.next = undefined;
      this.#send(JSON.stringify({ t: "window", id, view: number, s: view.state, n: view.name, q: query }));
    }
    for (const [id, request] of this.#choices) {
      const view = this.#views.get(request.view);
      if (request.sent || view === undefined) continue;
      if (!this.#mayAsk()) return;
      request.sent = true;
      const { state, name } = view;
      this.#send(JSON.stringify({ t: "window", id, view: request.view, s: state, n: name, q: request.query }));
    }
  }

  #sendClose(view: number): void {
    this.#send(JSON.stringify({ t: "window", id: this.#nextRequest++, view, s: "", n: "", q: { type: "close" } }));
  }

  #mayAsk(): boolean {
    if (this.#pace.take()) return true;
    this.#timer ??= this.#ports.clock.after(this.#pace.wait(), () => {
      this.#timer = undefined;
      this.pump();
    });
    return false;
  }

  #take(id: number): ChoiceRequest | undefined {
    const request = this.#choices.get(id);
    this.#choices.delete(id);
    return request;
  }
}
