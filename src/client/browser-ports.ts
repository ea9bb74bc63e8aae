import type { ClientPorts, ClientSocket, KeyValue } from "./ports.ts";
import { memoryStorage } from "./memory-storage.ts";
import { systemClock } from "./system-clock.ts";

/** The ports of a page in a browser. Call it in the browser only: it reads `window`. */
export function browserPorts(): ClientPorts {
  return {
    clock: systemClock,
    random: Math.random,
    socket: (url): ClientSocket => new WebSocket(url),
    storage: tabStorage(),
    address: {
      query: () => Object.fromEntries(new URLSearchParams(window.location.search)),
      writeQuery(query, how) {
        const text = new URLSearchParams(query).toString();
        const url = `${window.location.pathname}${text === "" ? "" : `?${text}`}${window.location.hash}`;
        if (how === "push") window.history.pushState(window.history.state, "", url);
        else window.history.replaceState(window.history.state, "", url);
      },
      go: (to) => window.location.assign(to),
      reload: () => window.location.reload(),
    },
    onWake,
  };
}

// Storage is absent or throws where a browser blocks it: the tab then works, but F5 begins anew.
function tabStorage(): KeyValue {
  try {
    const { sessionStorage } = window;
    return {
      get: (key) => sessionStorage.getItem(key) ?? undefined,
      set: (key, value) => sessionStorage.setItem(key, value),
      remove: (key) => sessionStorage.removeItem(key),
    };
  } catch {
    return memoryStorage();
  }
}

function onWake(callback: () => void): () => void {
  const seen = (): void => {
    if (document.visibilityState === "visible") callback();
  };
  window.addEventListener("online", callback);
  window.addEventListener("offline", callback);
  window.addEventListener("pageshow", callback);
  document.addEventListener("visibilitychange", seen);
  return () => {
    window.removeEventListener("online", callback);
    window.removeEventListener("offline", callback);
    window.removeEventListener("pageshow", callback);
    document.removeEventListener("visibilitychange", seen);
  };
}
