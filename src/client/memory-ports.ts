import type { ClientPorts, ClientSocket } from "./ports.ts";
import { memoryStorage } from "./memory-storage.ts";
import { systemClock } from "./system-clock.ts";

/** Ports without a DOM: for Node and for tests. The address is one of its own and begins empty. */
export function memoryPorts(): ClientPorts {
  let query: Readonly<Record<string, string>> = {};
  return {
    clock: systemClock,
    random: Math.random,
    socket: (url): ClientSocket => new WebSocket(url),
    storage: memoryStorage(),
    address: {
      query: () => query,
      writeQuery: (next) => {
        query = next;
      },
      go: () => {},
      reload: () => {},
    },
    onWake: () => () => {},
  };
}
