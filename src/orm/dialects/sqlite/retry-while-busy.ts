import { RxError } from "../../../errors/rx-error.ts";

/**
 * Runs a statement again while another process writes, between which the loop is free. The first try is synchronous.
 *
 * @throws RxError DATABASE_BUSY after `timeoutMs`, and whatever else `attempt` throws
 */
export function retryWhileBusy<T>(attempt: () => T, timeoutMs: number): T | Promise<T> {
  try {
    return attempt();
  } catch (error) {
    if (!isBusy(error)) throw error;
    return again(attempt, timeoutMs);
  }
}

async function again<T>(attempt: () => T, timeoutMs: number): Promise<T> {
  const until = Date.now() + timeoutMs;
  for (;;) {
    // Not the same rhythm in every process.
    await new Promise((resolve) => setTimeout(resolve, 2 + Math.random() * 20));
    try {
      return attempt();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (Date.now() > until) throw new RxError("DATABASE_BUSY", { waitedMs: timeoutMs }, { cause: error });
    }
  }
}

function isBusy(error: unknown): boolean {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  return typeof code === "string" && (code.startsWith("SQLITE_BUSY") || code === "SQLITE_LOCKED");
}
