import fc from "fast-check";
import { expect, test } from "vitest";
import { memorySorts, MemorySource, type MemoryRow } from "../../../tests/live/memory-source.ts";
import { createDraw } from "../../../tests/live/create-draw.ts";
import { runLiveFuzz } from "../../../tests/live/live-fuzz.ts";

function fill(source: MemorySource, count: number): void {
  const rows = new Map<number, MemoryRow>();
  for (let id = 1; id <= count; id++) {
    rows.set(id, { id, group: "abc"[id % 3] ?? "a", amount: id % 7 === 0 ? null : (id * 37) % 500 });
  }
  source.commit(rows);
}

function randomRow(id: number, draw: () => number): MemoryRow {
  return { id, group: "abc"[Math.floor(draw() * 3)] ?? "a", amount: draw() < 0.1 ? null : Math.floor(draw() * 500) };
}

test.each([true, false])(
  "every view equals a fresh reading after random writes, slides, jumps and cuts (keys told: %s)",
  async (tellsKeys) => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const source = new MemorySource();
        source.tellsKeys = tellsKeys;
        fill(source, 1_200);
        let nextId = 1_201;
        const draw = createDraw(seed);
        const compared = await runLiveFuzz(
          {
            source,
            feed: source,
            query: source,
            sorts: memorySorts,
            filters: [null, { col: "amount", op: "gte", value: 250 }, { col: "group", op: "eq", value: "a" }],
            searches: ["", "", "b"],
            write: () => {
              const changes = new Map<number, MemoryRow | null>();
              const count = draw() < 0.03 ? 300 : 1 + Math.floor(draw() * 5);
              const near = Math.floor(draw() * nextId);
              for (let index = 0; index < count; index++) {
                const kind = draw();
                const id = kind < 0.4 ? nextId++ : Math.max(1, near + index);
                changes.set(id, kind > 0.75 ? null : randomRow(id, draw));
              }
              source.commit(changes);
            },
            expected: async (view) =>
              (await source.open(source, view).read({ from: null, until: null }, 1e9)).map((row) => row.cells),
          },
          draw,
          tellsKeys ? 300 : 120,
        );
        expect(compared).toBe(tellsKeys ? 35 : 14);
      }),
      { numRuns: 10, endOnFailure: true },
    );
  },
);
