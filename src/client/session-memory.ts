import type { KeyValue } from "./ports.ts";

/** What a tab remembers of its session through F5. */
export interface SessionMemory {
  readonly token?: string;
  readonly epoch?: string;
}

const key = "rx.session";

/** Reads what the tab remembers; nothing where it is new, or what is there cannot be read. */
export function readSession(storage: KeyValue): SessionMemory {
  try {
    const kept: unknown = JSON.parse(storage.get(key) ?? "{}");
    if (typeof kept !== "object" || kept === null) return {};
    const token = "token" in kept && typeof kept.token === "string" ? { token: kept.token } : {};
    const epoch = "epoch" in kept && typeof kept.epoch === "string" ? { epoch: kept.epoch } : {};
    return { ...token, ...epoch };
  } catch {
    // Somebody else wrote there: a new session costs less than an error.
    return {};
  }
}

/** Keeps the session for the next page load of this tab. */
export function writeSession(storage: KeyValue, memory: SessionMemory): void {
  try {
    storage.set(key, JSON.stringify(memory));
  } catch {
    // A full storage: the tab works on, F5 begins anew.
  }
}
