// Two kinds of tab in one process: some press a button, one searches a table on SQLite.
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { createLog } from "../../src/app/create-log.ts";
import { systemClock } from "../../src/app/system-clock.ts";
import { createMemoryStore } from "../../src/framework/create-memory-store.ts";
import { createSessions } from "../../src/framework/create-sessions.ts";
import { event } from "../../src/framework/event.ts";
import { State } from "../../src/framework/state.ts";
import { register, stateRegistry } from "../../src/framework/state-registry.ts";
import { setCurrentDatabase } from "../../src/orm/current-database.ts";
import { openDatabase } from "../../src/orm/open-database.ts";
import { createQuerySource } from "../../src/orm/window/create-query-source.ts";
import { createServer } from "../../src/server/create-server.ts";
import { benchLimits } from "../measure/bench-limits.ts";
import { orders } from "../window-parts/big-database.ts";
import { createBenchRows } from "../window-parts/scroller.ts";
import { reportCpu } from "../event-parts/report-cpu.ts";

const [, , file = ""] = process.argv;
const handle = await openDatabase(`sqlite:${file}`, benchLimits);
setCurrentDatabase(handle);

class Bench extends State {
  count = 0;

  add = event(z.number(), (amount) => {
    this.count += amount;
  });
}
register(Bench, "Bench");

class Grid extends State {
  get rows() {
    return orders;
  }
}
register(Grid, "Grid");

const sessions = createSessions({
  pages: [
    { route: "/", states: ["Bench"] },
    { route: "/grid", states: ["Grid"] },
  ],
  registry: stateRegistry,
  store: createMemoryStore(benchLimits),
  querySource: createQuerySource(handle),
  rows: createBenchRows(handle),
  clock: systemClock,
  random: (bytes) => randomBytes(bytes).toString("base64url"),
  limits: benchLimits,
  log: createLog(),
  builds: ["bench"],
  development: false,
});
const server = createServer({
  sessions,
  limits: benchLimits,
  name: "bench",
  secret: "0123456789abcdef0123456789abcdef",
  clock: systemClock,
  log: createLog(),
});
reportCpu((await server.listen({ port: 0, host: "127.0.0.1" })).port);
