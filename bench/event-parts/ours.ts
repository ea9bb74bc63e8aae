// Ours, as `rx start` serves it: limits, schema checks and records on, but the pace raised, so that it never waits.
import { z } from "zod";
import { createLog } from "../../src/app/create-log.ts";
import { systemClock } from "../../src/app/system-clock.ts";
import { event } from "../../src/framework/event.ts";
import { State } from "../../src/framework/state.ts";
import { register } from "../../src/framework/state-registry.ts";
import { createServer } from "../../src/server/create-server.ts";
import { benchLimits } from "../measure/bench-limits.ts";
import { createBenchSessions } from "../measure/create-bench-sessions.ts";
import { reportCpu } from "./report-cpu.ts";

class Bench extends State {
  count = 0;
  items = Array.from({ length: 20 }, (_, id) => ({ id, title: `item ${id}`, done: false }));
  _next = 0;

  add = event(z.number(), (amount) => {
    this.count += amount;
  });

  addLater = event(z.number(), async (amount) => {
    await Promise.resolve();
    this.count += amount;
  });

  toggle = event(z.number(), (step) => {
    this._next += step;
    const item = this.items[this._next % this.items.length];
    if (item) item.done = !item.done;
  });
}
register(Bench, "Bench");

const sessions = createBenchSessions();
const server = createServer({
  sessions,
  limits: benchLimits,
  name: "bench",
  secret: "0123456789abcdef0123456789abcdef",
  clock: systemClock,
  log: createLog(),
});
reportCpu((await server.listen({ port: 0, host: "127.0.0.1" })).port);
