import { defaultLimits, type Limits } from "../../src/protocol/limits.ts";

/** The limits of a bench: all on, but the pace, and the size of a State, do not stand in the way. */
export const benchLimits: Limits = {
  ...defaultLimits,
  messagesPerSecond: 1_000_000_000,
  messageBurst: 1_000_000_000,
  maxTabsPerSession: 100_000,
  stateWarnBytes: 1_000_000_000,
  stateMaxBytes: 1_000_000_000,
};
