// The sessions of a made-up app, driven by messages; only clock, randomness and sockets are a test's own.
import { defaultLimits, type Limits } from "../../protocol/limits.ts";
import type { Hello, UpMessage } from "../../protocol/messages.ts";
import { protocolVersion } from "../../protocol/version.ts";
import { createMemoryStore } from "../create-memory-store.ts";
import { createSessions } from "../create-sessions.ts";
import type { PageEntry } from "../page-entry.ts";
import type { Connection } from "../ports/sessions.ts";
import type { AppSessions, SessionsOptions } from "../sessions-options.ts";
import { createStateRegistry, type RegisteredClass, type StateRegistry } from "../state-registry.ts";
import { TestClock } from "./test-clock.ts";
import { TestLink } from "./test-link.ts";

/** What a test's app is made of. */
export interface TestAppOptions extends Partial<Omit<SessionsOptions, "limits" | "clock" | "registry">> {
  readonly limits?: Partial<Limits>;
}

/** A line of the log. */
export interface LogLine {
  readonly level: "error" | "warn";
  readonly details: object;
  readonly message: string;
}

/** An app of these State classes, each known by its name; one page, `/`, has them all. */
export class TestApp {
  readonly clock = new TestClock();
  readonly log: LogLine[] = [];
  readonly registry: StateRegistry = createStateRegistry();
  readonly sessions: AppSessions;
  #random = 0;

  constructor(classes: readonly RegisteredClass[], options: TestAppOptions = {}) {
    for (const Class of classes) this.registry.register(Class, Class.name);
    const limits = { ...defaultLimits, ...options.limits };
    const pages: PageEntry[] = [{ route: "/", states: classes.map((Class) => Class.name) }];
    this.sessions = createSessions({
      pages,
      store: createMemoryStore(limits),
      random: () => `r${++this.#random}`,
      log: {
        error: (details, message) => this.log.push({ level: "error", details, message }),
        warn: (details, message) => this.log.push({ level: "warn", details, message }),
      },
      builds: ["b1"],
      development: true,
      ...options,
      registry: this.registry,
      clock: this.clock,
      limits,
    });
  }

  /** A socket without a hello. */
  socket(visitor = "ann"): TestTab {
    return new TestTab(this.sessions, visitor);
  }

  /** A tab that has said hello and opened the page `/`, with its first frames taken. */
  async tab(visitor = "ann"): Promise<TestTab> {
    const tab = this.socket(visitor);
    tab.hello();
    tab.send({ t: "open", id: 1, route: "/", params: {}, query: {} });
    await settled();
    tab.link.take();
    return tab;
  }
}

/** One socket of a test. */
export class TestTab {
  readonly link = new TestLink();
  readonly connection: Connection;
  token = "";

  constructor(sessions: AppSessions, visitor: string) {
    this.connection = sessions.connect(this.link, visitor);
  }

  hello(hello: Partial<Hello> = {}): void {
    this.connection.receive({ t: "hello", v: protocolVersion, build: "b1", ...hello });
    const welcome: unknown = JSON.parse(this.link.frames.at(0) ?? "null");
    if (typeof welcome === "object" && welcome !== null && "token" in welcome) this.token = String(welcome.token);
  }

  send(message: UpMessage): void {
    this.connection.receive(message);
  }

  event(id: number, target: string, input?: unknown): void {
    const [s = "", n = ""] = target.split(".");
    this.send({ t: "event", id, s, n, ...(input === undefined ? {} : { i: input }) });
  }

  set(id: number, target: string, v: unknown): void {
    const [s = "", n = ""] = target.split(".");
    this.send({ t: "set", id, s, n, v });
  }

  /** Frames since the last look. */
  take(): string[] {
    return this.link.take();
  }
}

/** All that is under way without waiting for time has happened. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
