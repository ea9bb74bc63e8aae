import type { Code } from "../errors/codes.ts";
import { RxError } from "../errors/rx-error.ts";
import type { ResultCode } from "../protocol/messages.ts";

const results: Readonly<Partial<Record<Code, ResultCode>>> = {
  STATE_TOO_LARGE: "state_too_large",
  STATE_STALE: "stale",
  STATE_UNKNOWN: "gone",
  EVENT_UNKNOWN: "gone",
  VAR_UNKNOWN: "gone",
  EDIT_CONFLICT: "conflict",
  EVENT_INTERRUPTED: "interrupted",
  DATABASE_BUSY: "busy",
  DATABASE_UNREADABLE: "database_unavailable",
};

/** How a message ends whose handler threw this. */
export function resultCodeOf(thrown: unknown): ResultCode {
  if (!(thrown instanceof RxError)) return "failed";
  const code: Code = thrown.code;
  return results[code] ?? (thrown.status < 500 ? "rejected" : "failed");
}
