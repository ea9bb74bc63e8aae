import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { ModelRows } from "../../../tests/client/model-rows.ts";
import { ModelView } from "../../../tests/client/model-view.ts";

let rows: ModelRows;
let screen: ModelView;

beforeEach(() => {
  rows = new ModelRows();
  for (let at = 0; at < 5_000; at++) rows.insert(at * 10);
  rows.tick();
  screen = new ModelView(rows);
  screen.settle();
});

/** What is shown is a piece of the model's order, without a gap. */
function expectEqual(view: ModelView, model: ModelRows): void {
  const shown = view.viewport.frame.rows;
  const first = model.rows.findIndex((row) => row.key === shown[0]?.key);
  const expected = model.rows.slice(first, first + shown.length);
  expect(shown.map(({ key, cells }) => ({ key, at: cells[0], text: cells[1] }))).toEqual(expected);
}

function expectFilled(view: ModelView, model: ModelRows): void {
  const { viewport } = view;
  const visible = Math.min(Math.ceil(viewport.box / 36), model.rows.length);
  for (let row = 0; row < visible; row++) {
    if (viewport.at + row * 36 < viewport.content) expect(viewport.rowAt(row * 36)).toBeDefined();
  }
}

function pointAt(pixel: number): number {
  screen.viewport.pointer = pixel;
  return screen.viewport.pointerKey() ?? 0;
}

function told(): void {
  screen.tick();
  screen.deliver(100);
  screen.viewport.paint();
}

describe("counts", () => {
  const total = (count: number, q = 1) => ({ t: "rows", type: "total", q, total: { count, is: "exact" } }) as const;

  test("a total that is told later is that of all rows, too, where nothing is left out", () => {
    screen.receive(total(5_001));
    expect(screen.view.state).toMatchObject({ total: { count: 5_001 }, all: { count: 5_001 } });
  });

  test("that of a search leaves the number of all rows as it was", () => {
    screen.receive(total(5_001));
    screen.view.setQuery({ sort: [], filter: undefined, search: "x" });
    screen.settle();
    screen.receive(total(7));
    expect(screen.view.state).toMatchObject({ total: { count: 7 }, all: { count: 5_001 } });
  });

  test("while a search is on, the number of all rows is that of the query without it", () => {
    screen.receive(total(5_002, 2));
    expect(screen.view.state.all).toBeUndefined();
    screen.view.setQuery({ sort: [], filter: undefined, search: "x" });
    screen.settle();
    screen.receive(total(7));
    screen.receive(total(5_003, 2));
    expect(screen.view.state).toMatchObject({ total: { count: 7 }, all: { count: 5_003 } });
  });
});

describe("a place that the server only estimated", () => {
  beforeEach(() => {
    rows.guess = 35;
  });

  test("is said to be about so, also when the rows beside it have come", () => {
    screen.scrollTo(2_500 * 36);
    screen.settle();
    screen.scrollTo(screen.viewport.at + 100 * 36);
    screen.settle();
    expect(screen.view.state.range?.is).toBe("about");
  });

  test("is known where the last row, or the first, is loaded", () => {
    screen.scrollTo(5_000 * 36);
    screen.settle();
    expect(screen.view.state.range).toMatchObject({ last: 4_999, is: "exact" });
    screen.scrollTo(0);
    screen.settle();
    expect(screen.view.state.range).toMatchObject({ first: 0, is: "exact" });
  });
});

describe("a list", () => {
  test("shows the first rows under a scrollbar for all of them", () => {
    expectEqual(screen, rows);
    expect(screen.viewport.frame.rows).toHaveLength(300);
    expect(screen.viewport.content).toBe(5_000 * 36);
    expect(screen.view.state).toMatchObject({ ready: true, range: { first: 0, last: 9, is: "exact" } });
  });

  test("a jump on its way is not given up for blocks that it replaces", () => {
    const block = rows.blocks[0]?.id ?? 0;
    screen.scrollTo(4_000 * 36);
    screen.receive({ t: "rows", type: "push", b: block, v: 7, del: [1] });
    screen.settle();
    expect(screen.view.state.range?.first).toBeGreaterThan(3_900);
  });

  test("slides both ways and lets go of what is far", () => {
    for (let at = 0; at <= 3_000 * 36; at += 1_800) {
      screen.scrollTo(at);
      screen.settle();
      expectFilled(screen, rows);
    }
    expectEqual(screen, rows);
    expect(screen.viewport.frame.rows.length).toBeLessThanOrEqual(600);
    for (let at = screen.viewport.at; at > 0; at -= 1_800) {
      screen.scrollTo(at);
      screen.settle();
      expectFilled(screen, rows);
    }
    screen.scrollTo(0);
    screen.settle();
    expectEqual(screen, rows);
    expect(screen.viewport.frame.rows[0]?.key).toBe(1);
    expect(screen.viewport.frame.top).toBe(0);
  });

  test("jumps to any depth, the end included", () => {
    for (const share of [0.5, 0.9, 1, 0.1, 0.99, 0]) {
      screen.scrollTo(share * screen.viewport.content);
      screen.settle();
      expectFilled(screen, rows);
      expectEqual(screen, rows);
      const key = screen.viewport.rowAt(0)?.key ?? 0;
      expect(Math.abs(key - 1 - share * 4_990)).toBeLessThanOrEqual(25);
    }
  });

  test("ends at the last row", () => {
    screen.scrollTo(1e9);
    screen.settle();
    expect(screen.viewport.frame.bottom).toBe(0);
    expect(screen.viewport.rowAt(359)?.key).toBe(5_000);
  });
});

describe("a thumb that is held", () => {
  const total = (count: number) => ({ t: "rows", type: "total", q: 1, total: { count, is: "exact" } }) as const;

  test("does not slip when a total comes, or the view gets another size", () => {
    screen.viewport.heldDown = true;
    const { content } = screen.viewport;
    screen.receive(total(7_000));
    screen.viewport.paint();
    screen.viewport.box = 345;
    screen.view.resized();
    expect(screen.viewport.content).toBe(content);
    screen.scrollTo(2_000 * 36);
    screen.settle();
    screen.view.resized();
    expect(screen.viewport).toMatchObject({ content, at: 2_000 * 36 });
  });

  test("gives the list its height when it is let go", () => {
    screen.viewport.heldDown = true;
    screen.receive(total(7_000));
    screen.clock.pass(1_000);
    expect(screen.viewport.content).toBe(5_000 * 36);
    screen.viewport.heldDown = false;
    screen.clock.pass(1_000);
    expect(screen.viewport.content).toBe(7_000 * 36);
  });
});

describe("writes of others", () => {
  test("above move nothing that is seen, with and without a pointer", () => {
    screen.scrollTo(2_000 * 36);
    screen.settle();
    const first = screen.viewport.rowAt(0)?.key ?? 0;
    const before = screen.viewport.pixelOf(first);
    for (let n = 0; n < 20; n++) rows.insert(first * 10 - 1_000 - n);
    told();
    expect(screen.viewport.pixelOf(first)).toBe(before);
    const pointed = pointAt(180);
    const pixel = screen.viewport.pixelOf(pointed);
    rows.insert(first * 10 - 10);
    told();
    expect(screen.viewport.pixelOf(pointed)).toBe(pixel);
  });

  test("inside keep the row under the pointer", () => {
    const pointed = pointAt(180);
    for (let n = 0; n < 3; n++) rows.insert(15 + n);
    told();
    expect(screen.viewport.pixelOf(pointed)).toBe(180);
    expectEqual(screen, rows);
  });

  test("at the top appear there without a pointer and go above the view with one", () => {
    const added = rows.insert(-1);
    told();
    expect(screen.viewport.rowAt(0)?.key).toBe(added);
    expect(screen.view.state.newAbove).toBe(0);
    const pointed = pointAt(90);
    const pixel = screen.viewport.pixelOf(pointed);
    rows.insert(-2);
    rows.insert(-3);
    told();
    expect(screen.viewport.pixelOf(pointed)).toBe(pixel);
    expect(screen.viewport.at).toBe(72);
    expect(screen.view.state.newAbove).toBe(2);
    screen.scrollTo(0);
    expect(screen.view.state.newAbove).toBe(0);
  });

  test("that delete the row under the pointer leave it as it was until the pointer leaves", () => {
    screen.scrollTo(1_000 * 36);
    screen.settle();
    const pointed = pointAt(180);
    rows.remove(pointed);
    told();
    expect(screen.viewport.pixelOf(pointed)).toBe(180);
    expect(screen.viewport.rowAt(180)?.mark).toBe("gone");
    const next = pointAt(216 + 5);
    const pixel = screen.viewport.pixelOf(next);
    screen.view.released();
    screen.viewport.paint();
    expect(screen.viewport.pixelOf(pointed)).toBeUndefined();
    expect(screen.viewport.pixelOf(next)).toBe(pixel);
    expectEqual(screen, rows);
  });

  test("that move the row under the pointer leave it as it was until the pointer leaves", () => {
    const pointed = pointAt(180);
    rows.move(pointed, 95);
    told();
    expect(screen.viewport.pixelOf(pointed)).toBe(180);
    expect(screen.viewport.rowAt(180)).toMatchObject({ mark: "moved" });
    screen.viewport.pointer = undefined;
    screen.view.released();
    screen.viewport.paint();
    expectEqual(screen, rows);
  });

  test("change only the object of the row that they change", () => {
    const before = screen.viewport.frame.rows;
    rows.write(3, "changed");
    told();
    const after = screen.viewport.frame.rows;
    expect(after[2]?.cells[1]).toBe("changed");
    expect(screen.viewport.frame.changed).toEqual(new Map([[3, new Set([1])]]));
    expect(after.filter((row, index) => row !== before[index])).toHaveLength(1);
  });
});

describe("an open editor", () => {
  test("keeps its row at its pixel through writes around it", () => {
    const edited = pointAt(180);
    screen.viewport.editor = edited;
    screen.viewport.pointer = 36;
    for (let n = 0; n < 5; n++) rows.insert(1 + n);
    rows.remove(2);
    told();
    expect(screen.viewport.pixelOf(edited)).toBe(180);
  });

  test("keeps its row among the rows while one scrolls away and back", () => {
    const edited = screen.viewport.rowAt(180)?.key ?? 0;
    screen.viewport.editor = edited;
    for (let at = 0; at <= 1_500 * 36; at += 1_800) {
      screen.scrollTo(at);
      screen.settle();
      expect(screen.viewport.pixelOf(edited)).toBeDefined();
      expectFilled(screen, rows);
    }
    expect(screen.viewport.frame.rows[0]?.key).toBe(edited);
    screen.scrollTo(0);
    screen.settle();
    expect(screen.viewport.pixelOf(edited)).toBe(180);
    expectEqual(screen, rows);
  });
});

describe("a new order", () => {
  test("keeps the old rows until the new ones are there and ignores answers to older questions", () => {
    const before = screen.viewport.frame.rows;
    screen.view.setQuery({ sort: [["at", "desc"]], filter: undefined, search: "" });
    expect(screen.viewport.frame.rows).toBe(before);
    expect(screen.view.state.applied.sort).toEqual([]);
    expect(screen.view.state.busy).toBe(true);
    screen.serve();
    screen.view.setQuery({ sort: [], filter: undefined, search: "x" });
    screen.deliver(10);
    expect(screen.view.state.applied.sort).toEqual([]);
    expect(screen.asks).toEqual([{ type: "page", want: 300, sort: [], filter: null, search: "x" }]);
    screen.settle();
    expect(screen.view.state).toMatchObject({ busy: false, applied: { search: "x" } });
  });
});

describe("a cut line", () => {
  test("comes back with the first visible row at its pixel", () => {
    screen.scrollTo(2_000 * 36 + 7);
    screen.settle();
    const first = screen.viewport.rowAt(0)?.key ?? 0;
    const pixel = screen.viewport.pixelOf(first);
    for (let n = 0; n < 43; n++) rows.insert(n);
    screen.cut();
    screen.settle();
    expect(screen.viewport.pixelOf(first)).toBe(pixel);
    expectEqual(screen, rows);
    expectFilled(screen, rows);
  });

  test("that took the first visible rows shows the next one in their place", () => {
    screen.scrollTo(2_000 * 36);
    screen.settle();
    const [first, second, third] = [0, 36, 72].map((pixel) => screen.viewport.rowAt(pixel)?.key ?? 0);
    rows.remove(first!);
    rows.remove(second!);
    screen.cut();
    screen.settle();
    expect(screen.viewport.pixelOf(third!)).toBe(0);
  });
});

test("through writes, scrolling, jumps, cuts and a slow wire the list ends equal to the rows, with nothing blank", () => {
  const step = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant("insert" as const), at: fc.integer({ min: -50, max: 12_000 }) }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("remove" as const), n: fc.nat(2_000) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant("move" as const),
        n: fc.nat(2_000),
        at: fc.integer({ min: 0, max: 12_000 }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("write" as const), n: fc.nat(2_000) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("bulk" as const), at: fc.integer({ min: 0, max: 12_000 }) }) },
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant("scroll" as const), by: fc.integer({ min: -4_000, max: 4_000 }) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant("jump" as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
    },
    { weight: 4, arbitrary: fc.record({ do: fc.constant("serve" as const) }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant("deliver" as const), n: fc.integer({ min: 1, max: 6 }) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant("paint" as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("pass" as const) }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant("point" as const), pixel: fc.option(fc.nat(350), { nil: undefined }) }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("cut" as const) }) },
  );
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_200 }), fc.array(step, { maxLength: 60 }), (size, steps) => {
      const model = new ModelRows();
      for (let at = 0; at < size; at++) model.insert(at * 10);
      model.tick();
      const view = new ModelView(model);
      view.settle();
      for (const now of steps) {
        const key = "n" in now ? (model.rows[now.n % Math.max(1, model.rows.length)]?.key ?? 0) : 0;
        if (now.do === "insert") model.insert(now.at);
        else if (now.do === "remove") model.remove(key);
        else if (now.do === "move") model.move(key, now.at);
        else if (now.do === "write") model.write(key, `text ${now.n}`);
        else if (now.do === "bulk") for (let n = 0; n < 150; n++) model.insert(now.at);
        else if (now.do === "scroll") view.scrollTo(view.viewport.at + now.by);
        else if (now.do === "jump") view.scrollTo(now.share * view.viewport.content);
        else if (now.do === "serve") view.serve();
        else if (now.do === "deliver") view.deliver(now.n);
        else if (now.do === "pass") view.clock.pass(1_500);
        else if (now.do === "cut") view.cut();
        else if (now.do === "point") {
          view.viewport.pointer = now.pixel;
          view.view.released();
        } else {
          const pointed = view.viewport.pointerKey();
          const pixel = pointed === undefined ? undefined : view.viewport.pixelOf(pointed);
          const { at } = view.viewport;
          view.viewport.paint();
          // The browser clamps at both ends; else the row under the pointer does not move by itself.
          const { at: now, content, box } = view.viewport;
          const clamped = now === Math.max(0, content - box) || now === 0 || at === 0;
          if (pointed !== undefined && !clamped) expect(view.viewport.pixelOf(pointed)).toBe(pixel);
        }
      }
      view.viewport.pointer = undefined;
      view.view.released();
      view.settle();
      expectEqual(view, model);
      expectFilled(view, model);
    }),
    { numRuns: 150 },
  );
});
