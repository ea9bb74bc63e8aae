import { randomBytes } from "node:crypto";
import { createLog } from "../../src/app/create-log.ts";
import { systemClock } from "../../src/app/system-clock.ts";
import { createMemoryStore } from "../../src/framework/create-memory-store.ts";
import { createSessions } from "../../src/framework/create-sessions.ts";
import type { AppSessions } from "../../src/framework/sessions-options.ts";
import { stateRegistry } from "../../src/framework/state-registry.ts";
import { benchLimits } from "./bench-limits.ts";

/** Sessions as `rx start` makes them, without a database, with one page: schema checks, records and limits on, development checks off. */
export function createBenchSessions(states: readonly string[] = stateRegistry.ids()): AppSessions {
  return createSessions({
    pages: [{ route: "/", states }],
    registry: stateRegistry,
    store: createMemoryStore(benchLimits),
    clock: systemClock,
    random: (bytes) => randomBytes(bytes).toString("base64url"),
    limits: benchLimits,
    log: createLog(),
    builds: ["bench"],
    development: false,
  });
}
