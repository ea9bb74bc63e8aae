import type { Answer, DeltaMessage, DownMessage, Welcome } from "../protocol/messages.ts";
import { decodeValue } from "../protocol/decode-value.ts";
import type { FormMessage } from "../protocol/form.ts";
import type { StateShape } from "../protocol/delta.ts";
import type { Client, SetOptions, Toast } from "./client.ts";
import type { ConnectionStatus } from "./connection.ts";
import { EventPromise } from "./event-promise.ts";
import { Listeners } from "./listeners.ts";
import { editItem, eventItem, openItem, setItem, type CellEdit } from "./line-items.ts";
import { memoryPorts } from "./memory-ports.ts";
import type { LineItem } from "./number-line.ts";
import type { PageAddress } from "./page-address.ts";
import type { ClientPorts } from "./ports.ts";
import { readDelta } from "./read-delta.ts";
import { RemoteError } from "./remote-error.ts";
import { RowsTraffic } from "./rows-traffic.ts";
import { Session } from "./session.ts";
import { Toasts } from "./toasts.ts";
import { keepTyped, takeTyped, type TypedValue } from "./typed-memory.ts";
import { UrlMirror } from "./url-mirror.ts";
import { VarStore } from "./var-store.ts";

/** What a client is made with. What is left out is memory and real time: it works in Node as it is. */
export interface ClientOptions extends Partial<ClientPorts> {
  /** Of the socket: `wss://host/_rx`. */
  readonly url: string;
  /** Which build of the app the page comes from. */
  readonly build: string;
}

/**
 * Makes the browser half of one tab and opens its socket.
 *
 * @example const client = createClient({ url: "ws://127.0.0.1:3000/_rx", build: "dev" });
 *          await client.open({ route: "/", params: {}, query: {} });
 */
export function createClient({ url, build, ...ports }: ClientOptions): Client {
  return new TabClient(url, build, { ...memoryPorts(), ...ports });
}

class TabClient implements Client {
  readonly vars = new VarStore();
  readonly rows: RowsTraffic;
  readonly #ports: ClientPorts;
  readonly #build: string;
  readonly #session: Session;
  readonly #url: UrlMirror;
  readonly #toasts = new Toasts();
  readonly #shapes = new Map<string, StateShape>();
  readonly #forms = new Map<string, FormMessage>();
  readonly #statusListeners = new Listeners<[ConnectionStatus]>();
  readonly #waitingListeners = new Listeners<[]>();
  readonly #formListeners = new Listeners<[FormMessage]>();
  readonly #redirectListeners = new Listeners<[string]>();
  #page: PageAddress | undefined;
  #opening: ((answer: Omit<Answer, "id">) => void) | undefined;
  #pageIsThere = false;
  #typedBefore: readonly TypedValue[];

  constructor(url: string, build: string, ports: ClientPorts) {
    this.#ports = ports;
    this.#build = build;
    this.#url = new UrlMirror(ports.address, (state, name) => this.vars.get(state, name));
    this.#typedBefore = takeTyped(ports.storage);
    this.#session = new Session(url, build, ports, {
      apply: (delta, text) => this.#apply(delta, text),
      received: (message) => this.#received(message),
      answered: (answer) => this.#answered(answer),
      renew: () => this.#renew(),
      welcomed: (welcome) => this.#welcomed(welcome),
      statusChanged: (status) => this.#statusChanged(status),
      mayAsk: () => this.rows.pump(),
    });
    this.rows = new RowsTraffic(
      ports,
      (text) => this.#session.connection.send(text),
      () => this.#session.ready,
    );
    this.#session.connection.connect();
  }

  get status(): ConnectionStatus {
    return this.#session.connection.status;
  }

  get sessions(): number {
    return this.#session.count;
  }

  get waiting(): number {
    return this.#session.line.waiting;
  }

  shape(state: string): StateShape | undefined {
    return this.#shapes.get(state);
  }

  form(model: string): FormMessage | undefined {
    return this.#forms.get(model);
  }

  open(page: PageAddress): Promise<void> {
    this.#page = page;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const settle = (answer: Omit<Answer, "id">): void => {
      // A lost session: the same page is opened again in the new one, and that answer counts.
      if (this.#session.renewing && this.#opening === settle) return;
      if (this.#opening === settle) this.#opening = undefined;
      if (answer.code !== undefined && answer.code !== "ok") reject(new RemoteError(answer));
      else {
        this.#opened(page);
        resolve();
      }
    };
    this.#opening = settle;
    this.#push(openItem(page, settle));
    return promise;
  }

  call(state: string, name: string, input?: unknown): EventPromise<unknown> {
    this.vars.clearErrors(state);
    const promise = new EventPromise<unknown>((resolve, reject) => {
      const settle = (answer: Omit<Answer, "id">): void => {
        if (answer.code === undefined || answer.code === "ok") resolve(decodeValue(answer.value));
        else reject(new RemoteError(answer));
      };
      this.#push(eventItem(state, name, input, settle));
    });
    promise.whenUnheard((reason) => this.#tell(state, reason));
    return promise;
  }

  set(state: string, name: string, value: unknown, { typing }: SetOptions = {}): void {
    const item = this.#setItem(state, name, value, typing === true);
    this.#mirror(new Map([[state, new Set([name])]]), typing === true ? "replace" : "push");
    this.#push(item);
  }

  show(state: string, name: string, value: unknown): void {
    this.vars.draft(state, name, value, true);
  }

  leave(state: string, name: string): void {
    this.vars.leave(state, name);
  }

  edit(edit: CellEdit): Promise<Omit<Answer, "id">> {
    const { promise, resolve } = Promise.withResolvers<Omit<Answer, "id">>();
    this.#push(editItem(edit, resolve));
    return promise;
  }

  settled(): Promise<void> {
    if (this.waiting === 0) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    const stop = this.onWaiting(() => {
      if (this.waiting > 0) return;
      stop();
      resolve();
    });
    return promise;
  }

  onStatus(callback: (status: ConnectionStatus) => void): () => void {
    return this.#statusListeners.add(callback);
  }

  onWaiting(callback: () => void): () => void {
    return this.#waitingListeners.add(callback);
  }

  onForm(callback: (form: FormMessage) => void): () => void {
    return this.#formListeners.add(callback);
  }

  onToast(callback: (toast: Toast) => void): () => void {
    return this.#toasts.show(callback);
  }

  onRedirect(callback: (to: string) => void): () => void {
    return this.#redirectListeners.add(callback);
  }

  retry(): void {
    this.#session.connection.wake();
  }

  reload(): void {
    keepTyped(this.#ports.storage, this.vars.typed());
    this.#ports.address.reload();
  }

  close(): void {
    this.#session.connection.close();
  }

  #push(item: LineItem): void {
    this.#session.push(item);
    this.#waitingListeners.call();
  }

  #setItem(state: string, name: string, value: unknown, focused: boolean): LineItem {
    const change = this.vars.draft(state, name, value, focused);
    return setItem(state, name, value, (answer) => {
      // A lost session: `#renew` says it again.
      if (this.#session.renewing) return;
      const refused = answer.code !== undefined && answer.code !== "ok" ? new RemoteError(answer).message : undefined;
      this.vars.settleDraft(state, name, change, refused);
    });
  }

  #apply(delta: DeltaMessage, text: string): void {
    const changes = readDelta(delta, text);
    for (const [state, shape] of Object.entries(delta.shapes ?? {})) this.#shapes.set(state, shape);
    this.#url.learn(delta.shapes ?? {});
    const touched = this.vars.apply(changes);
    // A page that opens takes its values from the address, or has defaults: only what changes later is written there.
    if (delta.full !== true && this.#opening === undefined) this.#mirror(touched, "push");
  }

  #mirror(touched: ReadonlyMap<string, ReadonlySet<string>>, how: "push" | "replace"): void {
    const query = this.#url.changed(touched, how);
    if (query !== undefined && this.#page !== undefined) this.#page = { ...this.#page, query };
  }

  #opened(page: PageAddress): void {
    this.#url.opened(page.query);
    // Another page of the same session: the views that are open went on.
    if (!this.#pageIsThere) this.rows.online(false);
    this.#pageIsThere = true;
  }

  #received(message: DownMessage): void {
    if (message.t === "rows") this.rows.received(message);
    else if (message.t === "form") {
      this.#forms.set(message.model, message);
      this.#formListeners.call(message);
    }
  }

  #answered(answer: Answer): void {
    for (const command of answer.commands ?? []) {
      if (command.type === "toast") this.#toasts.push(command);
      else if (this.#redirectListeners.size > 0) this.#redirectListeners.call(command.to);
      else this.#ports.address.go(command.to);
    }
    this.#waitingListeners.call();
  }

  /** Another session: the page again, then what had been typed, before all that was not sent yet. */
  #renew(): readonly LineItem[] {
    this.#pageIsThere = false;
    const page = this.#page;
    if (page === undefined) return [];
    const settle = this.#opening ?? ((answer) => this.#reopened(page, answer));
    const typed = this.vars.typed().map(({ state, name, value }) => this.#setItem(state, name, value, false));
    return [openItem(page, settle), ...typed];
  }

  #reopened(page: PageAddress, answer: Omit<Answer, "id">): void {
    if (answer.code === undefined || answer.code === "ok") this.#opened(page);
    else this.#toasts.push({ type: "toast", kind: "error", message: new RemoteError(answer).message });
  }

  #welcomed(welcome: Welcome): void {
    this.rows.setPace(welcome.limits.windows);
    // Typed before a reload: a session that was kept knows it, another one has to be told.
    const before = this.#typedBefore;
    this.#typedBefore = [];
    if (!welcome.resumed) for (const { state, name, value } of before) this.set(state, name, value);
    if (this.#pageIsThere) this.rows.online(true);
    this.#waitingListeners.call();
  }

  #statusChanged(status: ConnectionStatus): void {
    if (status.phase !== "live") this.rows.offline();
    this.#statusListeners.call(status);
    if (status.phase === "stopped" && status.code === "protocol_unsupported") this.#takeNewBuild();
  }

  /** The server has another build: load its page, once, with what was typed. */
  #takeNewBuild(): void {
    const { storage } = this.#ports;
    if (storage.get("rx.reloaded") === this.#build) return;
    storage.set("rx.reloaded", this.#build);
    this.reload();
  }

  /** A call failed and nobody listens: a toast, and the text at the field that it names. */
  #tell(state: string, reason: unknown): void {
    const message = reason instanceof Error ? reason.message : String(reason);
    this.#toasts.push({ type: "toast", kind: "error", message });
    if (reason instanceof RemoteError && reason.field !== undefined) this.vars.setError(state, reason.field, message);
  }
}
