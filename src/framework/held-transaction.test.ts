import { expect, test } from "vitest";
import { event } from "./event.ts";
import type { UnitOfWork } from "./ports/unit-of-work.ts";
import { State } from "./state.ts";
import { settled, TestApp } from "./test-tab/test-app.ts";

class Orders extends State {
  add = event(() => undefined);
}

/** A database in which every event has held the writer for so long. */
function heldFor(heldMs: number): UnitOfWork {
  const done = async (): Promise<void> => undefined;
  return {
    begin: () => ({
      heldMs,
      wrote: true,
      start: done,
      run: (fn) => fn(),
      end: () => undefined,
      commit: done,
      rollback: done,
    }),
    recorded: async () => [],
    settle: () => undefined,
    sweep: done,
  };
}

test.each([
  [true, 251, [{ level: "warn", details: { event: "Orders.add", heldMs: 251 } }]],
  [true, 250, []],
  [false, 5_000, []],
])(
  "development names an event that keeps others from writing (development %s, %d ms)",
  async (development, heldMs, log) => {
    const app = new TestApp([Orders], { unitOfWork: heldFor(heldMs), development });
    const tab = await app.tab();
    app.log.length = 0;
    tab.event(2, "Orders.add");
    await settled();
    expect(app.log).toMatchObject(log);
  },
);
