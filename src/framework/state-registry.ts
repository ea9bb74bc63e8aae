// No imports: the server halves of an app and, as a type, the browser reach this file. A State registers when its file is
// loaded; what a reload loads anew takes the place of what it was.

/** A State class as the registry knows it: what it is for is told by the class itself. */
export type RegisteredClass = abstract new () => object;

/** One State of the app. */
export interface RegisteredState {
  readonly id: string;
  readonly Class: RegisteredClass;
  /** Names of members that never leave the server, beside those that begin with `_`. */
  readonly hidden: ReadonlySet<string>;
}

/** The States of an app by id. */
export interface StateRegistry {
  get(id: string): RegisteredState | undefined;
  idOf(Class: object): string | undefined;
  ids(): readonly string[];
  /** Ids that two classes claimed since the start or the last `renew`. */
  readonly duplicates: readonly string[];
  register(Class: RegisteredClass, id: string, hidden?: readonly string[]): void;
  /** A reload begins: classes that come now take the place of those with the same id. */
  renew(): void;
}

/** A registry of its own, as tests want it. */
export function createStateRegistry(): StateRegistry {
  const states = new Map<string, RegisteredState>();
  const ids = new WeakMap<object, string>();
  let recent = new Set<string>();
  const duplicates = new Set<string>();
  return {
    get: (id) => states.get(id),
    idOf: (Class) => ids.get(Class),
    ids: () => [...states.keys()],
    get duplicates() {
      return [...duplicates];
    },
    register(Class, id, hidden = []) {
      if (recent.has(id) && states.get(id)?.Class !== Class) duplicates.add(id);
      recent.add(id);
      ids.set(Class, id);
      states.set(id, { id, Class, hidden: new Set(hidden) });
    },
    renew() {
      recent = new Set();
      duplicates.clear();
    },
  };
}

/** The registry of this process: one instance of the package, one app. */
export const stateRegistry: StateRegistry = createStateRegistry();

/** Makes a State class known under its id; the code that the compiler writes calls it. */
export function register(Class: RegisteredClass, id: string, hidden: readonly string[] = []): void {
  stateRegistry.register(Class, id, hidden);
}
