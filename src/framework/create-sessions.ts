import { createHash } from "node:crypto";
import { RxError } from "../errors/rx-error.ts";
import type { Answer, Hello, Welcome } from "../protocol/messages.ts";
import { protocolVersion } from "../protocol/version.ts";
import { LongEvents } from "./long-events.ts";
import type { PageEntry } from "./page-entry.ts";
import type { Link } from "./ports/link.ts";
import type { Connection } from "./ports/sessions.ts";
import { Session, type SessionKeeper } from "./session.ts";
import type { AppSessions, SessionsOptions } from "./sessions-options.ts";
import { TabConnection } from "./tab-connection.ts";

/**
 * The sessions of an app: every tab that is open or was until a while ago.
 *
 * @throws RxError STATE_ID_DUPLICATE where two classes claim one id.
 */
export function createSessions(options: SessionsOptions): AppSessions {
  return new TabSessions(options);
}

const sweepMs = 5_000;

class TabSessions implements AppSessions, SessionKeeper {
  readonly options: SessionsOptions;
  readonly #sessions = new Map<string, Session>();
  readonly #connections = new Map<Session, TabConnection>();
  /** Ends of sessions whose tab is away. */
  readonly #expiry = new Map<Session, () => void>();
  readonly #followers = new Set<Session>();
  readonly #longEvents: LongEvents;
  readonly #epoch: string;
  readonly #stopFeed: (() => void) | undefined;
  #pages = new Map<string, PageEntry>();
  #builds: ReadonlySet<string>;
  #cancelSweep: (() => void) | undefined;
  #isClosed = false;

  constructor(options: SessionsOptions) {
    this.options = options;
    this.#epoch = options.random(9);
    this.#builds = new Set(options.builds);
    this.#longEvents = new LongEvents(options.registry, options.limits);
    this.#setPages(options.pages);
    this.#stopFeed = options.querySource?.onCommit((tables) => {
      for (const session of this.#followers) session.tablesWritten(tables);
    });
    this.#sweepLater();
  }

  get size(): number {
    return this.#sessions.size;
  }

  connect(link: Link, visitor: string): Connection {
    return new TabConnection(
      link,
      visitor,
      (hello, connection) => this.#greet(hello, connection),
      (connection) => this.#closed(connection),
    );
  }

  allowsLong(state: string, event: string): boolean {
    return this.#longEvents.has(state, event);
  }

  page(route: string): PageEntry | undefined {
    return this.#pages.get(route);
  }

  follows(session: Session): void {
    this.#followers.add(session);
  }

  broken(session: Session): void {
    this.#end(session);
  }

  replaceStates(pages: readonly PageEntry[], builds?: readonly string[]): void {
    this.#setPages(pages);
    if (builds !== undefined) this.#builds = new Set(builds);
    this.#longEvents.clear();
    for (const session of this.#sessions.values()) void session.replaceStates();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stopFeed?.();
    this.#cancelSweep?.();
    for (const session of this.#sessions.values()) session.loop.stop();
    const idle = Promise.all([...this.#sessions.values()].map((session) => session.loop.whenIdle()));
    let cancel: (() => void) | undefined;
    const late = new Promise<void>((resolve) => {
      cancel = this.options.clock.after(this.options.limits.handlerTimeoutMs, resolve);
    });
    await Promise.race([idle, late]);
    cancel?.();
    for (const session of this.#sessions.values()) {
      session.link()?.close("restart");
      this.#end(session);
    }
    this.options.store.close();
  }

  #setPages(pages: readonly PageEntry[]): void {
    const [id] = this.options.registry.duplicates;
    if (id !== undefined) throw new RxError("STATE_ID_DUPLICATE", { id, other: "another file of the app" });
    this.#pages = new Map(pages.map((page) => [page.route, page]));
  }

  #greet(hello: Hello, connection: TabConnection): void {
    const { link, visitor } = connection;
    if (this.#isClosed) return link.close("restart");
    if (hello.v !== protocolVersion || !this.#builds.has(hello.build)) return link.close("protocol_unsupported");
    const known = hello.token === undefined ? undefined : this.#sessions.get(hello.token);
    const session = known?.visitor === visitor ? known : undefined;
    if (session !== undefined) return this.#return(session, hello, connection);
    const { unitOfWork } = this.options;
    // No honest page waits for more answers than are kept.
    const pending = (hello.pending ?? []).slice(0, this.options.limits.maxRecordedAnswers);
    // A token that belongs to somebody else tells nothing, not even what the ledger knows of it.
    if (hello.token === undefined || known !== undefined || unitOfWork === undefined || pending.length === 0) {
      return this.#begin(connection, pending.map(toGone));
    }
    const ledgerToken = ledgerTokenOf(hello.token, visitor);
    unitOfWork.recorded(ledgerToken, pending).then(
      (recorded) => this.#begin(connection, withGone(pending, recorded)),
      (thrown: unknown) => {
        this.options.log.error({ err: thrown }, "The ledger could not be asked.");
        link.close("server_error");
      },
    );
  }

  /** The session is there. A fresh page with the token of a page that is alive is a duplicated tab. */
  #return(session: Session, hello: Hello, connection: TabConnection): void {
    const other = this.#connections.get(session);
    if (other === undefined) return this.#resume(session, hello, connection);
    // A page that has seen something is the one that the session belongs to: its old socket is dead and does not know it.
    if (hello.seen !== undefined) return this.#resume(session, hello, connection);
    const { clock, limits } = this.options;
    other.probe(clock.after.bind(clock), limits.duplicateProbeMs, (isAlive) => {
      if (connection.isClosed) return;
      if (isAlive && this.#connections.get(session) === other) {
        this.#begin(connection, (hello.pending ?? []).map(toGone));
      } else if (this.#sessions.get(session.token) === session) this.#resume(session, hello, connection);
      else this.#begin(connection, (hello.pending ?? []).map(toGone));
    });
  }

  #resume(session: Session, hello: Hello, connection: TabConnection): void {
    if (connection.isClosed) return;
    const other = this.#connections.get(session);
    if (other !== undefined) {
      other.leave();
      other.link.close("replaced");
      session.detach();
    }
    this.#expiry.get(session)?.();
    this.#expiry.delete(session);
    this.#connections.set(session, connection);
    const isFresh = hello.seen === undefined;
    session.attach(connection.link, isFresh);
    // A fresh page has sent nothing: its first number follows the last that came in, applied or not.
    const last = isFresh ? session.received : session.last;
    const answers = (hello.pending ?? []).filter((id) => id <= session.last).map((id) => session.recorded(id));
    connection.link.send(JSON.stringify(this.#welcome(session, true, last, answers)));
    if (!isFresh && hello.seen !== session.outbox.version) session.outbox.postSnapshot();
    if (this.#sessions.get(session.token) === session) connection.enter(session);
  }

  #begin(connection: TabConnection, answers: readonly Answer[]): void {
    if (connection.isClosed) return;
    const token = this.options.random(16);
    const claim = this.options.store.claim(token);
    const begin = (fence: number): void => {
      if (connection.isClosed) return this.options.store.end(token);
      const { visitor } = connection;
      const session = new Session(this, { token, visitor, ledgerToken: ledgerTokenOf(token, visitor), fence });
      this.#sessions.set(token, session);
      this.#connections.set(session, connection);
      session.attach(connection.link, true);
      connection.link.send(JSON.stringify(this.#welcome(session, false, 0, answers)));
      connection.enter(session);
    };
    if (!(claim instanceof Promise)) return begin(claim.fence);
    claim.then(
      ({ fence }) => begin(fence),
      (thrown: unknown) => {
        this.options.log.error({ err: thrown }, "The state store could not be asked.");
        connection.link.close("server_error");
      },
    );
  }

  #welcome(session: Session, resumed: boolean, last: number, answers: readonly Answer[]): Welcome {
    const { limits } = this.options;
    return {
      t: "welcome",
      token: session.token,
      epoch: this.#epoch,
      resumed,
      last,
      durable: last,
      answers,
      limits: {
        rate: limits.messagesPerSecond,
        windows: limits.windowsPerSecond,
        burst: limits.messageBurst,
        pending: limits.maxPending,
        frame: limits.maxFrameBytes,
      },
    };
  }

  #closed(connection: TabConnection): void {
    const { session } = connection;
    if (session === undefined || this.#connections.get(session) !== connection) return;
    this.#connections.delete(session);
    session.detach();
    this.#expiry.set(
      session,
      this.options.clock.after(this.options.limits.resumeMs, () => this.#end(session)),
    );
    this.#endOldest(session.visitor);
  }

  /** Somebody who opens and closes tabs without end keeps no more of them in memory than may be open. */
  #endOldest(visitor: string): void {
    const away = [...this.#expiry.keys()].filter((session) => session.visitor === visitor);
    if (away.length > this.options.limits.maxTabsPerSession && away[0] !== undefined) this.#end(away[0]);
  }

  #end(session: Session): void {
    this.#sessions.delete(session.token);
    this.#connections.delete(session);
    this.#followers.delete(session);
    this.#expiry.get(session)?.();
    this.#expiry.delete(session);
    session.end();
    this.options.store.end(session.token);
  }

  /** Tabs that are quiet let go of their proxies. */
  #sweepLater(): void {
    this.#cancelSweep = this.options.clock.after(sweepMs, () => {
      const before = this.options.clock.now() - sweepMs;
      for (const session of this.#sessions.values()) if (session.activeAt <= before) session.rest();
      this.#sweepLater();
    });
  }
}

function toGone(id: number): Answer {
  return { id, code: "gone" };
}

function withGone(pending: readonly number[], recorded: readonly Answer[]): readonly Answer[] {
  const byId = new Map(recorded.map((answer) => [answer.id, answer]));
  return pending.map((id) => byId.get(id) ?? toGone(id));
}

/** Names a tab in the ledger: whoever reads the database learns no token, and a token without its cookie finds nothing. */
function ledgerTokenOf(token: string, visitor: string): string {
  return createHash("sha256").update(`${token}\n${visitor}`).digest("base64url");
}
