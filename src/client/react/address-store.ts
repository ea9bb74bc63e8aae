/** The address bar as the pages of a tab see it. */
export interface AddressStore {
  readonly path: string;
  /** The same object until the query changes. */
  readonly query: Readonly<Record<string, string>>;
  /** Calls back after every step in the history; `own` where `write` made it. */
  onChange(callback: (own: boolean) => void): () => void;
  /** Steps that are made meanwhile are our own: the page mirrors its vars, nothing is opened. */
  write(step: () => void): void;
}

let store: AddressStore | undefined;

/** The address of this tab. In the browser only. */
export function addressStore(): AddressStore {
  store ??= createAddressStore(window);
  return store;
}

/** Listens to the history of a window: the router's steps are seen by wrapping its two writing calls. */
export function createAddressStore(view: Window): AddressStore {
  const { history, location } = view;
  const listeners = new Set<(own: boolean) => void>();
  let search = location.search;
  let query = toQuery(search);
  let isOwn = false;

  const tell = (own: boolean): void => {
    if (location.search !== search) {
      search = location.search;
      query = toQuery(search);
    }
    // The router steps while React commits: nothing may be drawn again before that has ended.
    view.queueMicrotask(() => {
      for (const callback of listeners) callback(own);
    });
  };
  for (const name of ["pushState", "replaceState"] as const) {
    const step = history[name].bind(history);
    history[name] = (...args: Parameters<History["pushState"]>) => {
      step(...args);
      tell(isOwn);
    };
  }
  view.addEventListener("popstate", () => tell(false));

  return {
    get path() {
      return location.pathname;
    },
    get query() {
      return query;
    },
    onChange(callback) {
      listeners.add(callback);
      return () => void listeners.delete(callback);
    },
    write(step) {
      isOwn = true;
      try {
        step();
      } finally {
        isOwn = false;
      }
    },
  };
}

function toQuery(search: string): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(search));
}
