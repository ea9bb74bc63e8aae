// Random histories: what the patches make of a browser's copy is what the State holds, after every flush, and a roll-back
// puts everything back as it was.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyDelta } from "../../client/apply-delta.ts";
import { decodeValue } from "../../protocol/decode-value.ts";
import type { Patch, VarValues } from "../../protocol/delta.ts";
import { collectChanges, collectWhole, type StateChanges } from "../collect-changes.ts";
import { State } from "../state.ts";
import { unwrapAll } from "../unwrap-all.ts";
import { StateCore } from "../state-core.ts";

interface Node {
  name: string;
  tags: string[];
  children: Node[];
  by: Record<string, number>;
  at?: Date;
}

class Board extends State {
  rows: Node[] = [];
  names: (string | null)[] = ["a", "b"];
  root: Node = { name: "root", tags: [], children: [], by: {} };
  when = new Date(0);
  count = 0;
  _kept: Node[] = [];

  get leaves() {
    return this.rows.filter((row) => row.children.length === 0);
  }
  get titles() {
    return this.rows.map((row) => ({ title: row.name, tags: row.tags }));
  }
  get first() {
    return this.rows[0] ?? null;
  }
  get total() {
    return this.count + this.names.length;
  }
}

const numRuns = process.env["RX_TEST_LONG"] === "1" ? 8_000 : 1_500;

let made = 0;
const makeNode = (size: number): Node => ({
  name: `n${++made}`,
  tags: Array.from({ length: size % 3 }, (_, index) => `t${index}`),
  children: size > 2 ? [makeNode(size - 3)] : [],
  by: size % 2 === 0 ? {} : { x: size },
  ...(size % 4 === 1 ? { at: new Date(size) } : {}),
});

/** All lists of nodes that there are now. */
const listsOf = (board: Board): Node[][] => {
  const lists = [board.rows];
  const walk = (node: Node): void => {
    lists.push(node.children);
    node.children.forEach(walk);
  };
  board.rows.forEach(walk);
  walk(board.root);
  return lists;
};

interface Step {
  readonly kind: number;
  readonly list: number;
  readonly at: number;
  readonly size: number;
}

const stepOf = fc.record({
  kind: fc.nat(23),
  list: fc.nat(20),
  at: fc.nat(8),
  size: fc.nat(7),
});

const isWithin = (node: Node, list: Node[]): boolean =>
  node.children === list || node.children.some((child) => isWithin(child, list));

function run(board: Board, { kind, list: which, at, size }: Step): void {
  const lists = listsOf(board);
  const list = lists[which % lists.length]!;
  const node = list[at % Math.max(1, list.length)];
  switch (kind) {
    case 0:
      return void list.push(makeNode(size));
    case 1:
      return void list.splice(at, size % 3, ...(at % 2 === 0 ? [makeNode(size)] : []));
    case 2:
      return void list.unshift(makeNode(size));
    case 3:
      return void list.pop();
    case 4:
      return void list.shift();
    case 5:
      return void list.sort((a, b) => (a.name < b.name ? 1 : -1));
    case 6:
      return void list.reverse();
    case 7:
      if (node !== undefined) node.name = `s${size}`;
      return;
    case 8:
      if (node !== undefined) node.tags.push(`p${size}`);
      return;
    case 9:
      if (node !== undefined) node.by[`k${at}`] = size;
      return;
    case 10:
      if (node !== undefined) delete node.by[`k${at}`];
      return;
    case 11:
      if (node !== undefined) node.at = new Date(size);
      return;
    case 12:
      if (node?.at !== undefined) node.at.setTime(node.at.getTime() + 1 + size);
      return;
    case 13:
      return void board.when.setTime(board.when.getTime() + size);
    case 14:
      return void (board.rows = board.rows.filter((_, index) => index !== at));
    case 15:
      return void (board.root = makeNode(size));
    case 16: {
      // A move: out of one list and into another that does not lie within it.
      const moved = list.splice(at % Math.max(1, list.length), 1)[0];
      const target = lists[(which + size) % lists.length]!;
      if (moved !== undefined) (isWithin(moved, target) ? list : target).push(moved);
      return;
    }
    case 17:
      if (list.length > 1) [list[0], list[1]] = [list[1]!, list[0]!];
      return;
    case 18:
      list.length = Math.min(list.length, size);
      return;
    case 19:
      if (node !== undefined) list[list.indexOf(node)] = makeNode(size);
      return;
    case 20:
      return void board.names.splice(at % 3, 1, `m${size}`, null);
    case 21:
      for (let index = 0; index < 25; index++) board.names[index % 4] = `x${size}${index}`;
      return;
    case 22: {
      const held = list.splice(0, 1)[0];
      if (held === undefined) return;
      held.name = "held";
      const wrapped: Node = { name: "wrap", tags: [], children: [held], by: {} };
      board.rows.push(wrapped);
      held.tags.push("after");
      return;
    }
    default:
      board.count += size;
  }
}

const bodyOf = (changes: StateChanges): { s?: VarValues; p?: Patch[] } => {
  return {
    s: { Board: decodeValue(JSON.parse(`{${changes.vars.join(",")}}`)) as Record<string, unknown> },
    p: changes.patches.map((text) => decodeValue(JSON.parse(text)) as Patch),
  };
};

const plain = (core: StateCore): unknown => structuredClone(wholeOf(core));

function wholeOf(core: StateCore): Record<string, unknown> {
  const board = core.proxy as Board;
  core.tracker.reads = new Set();
  const names = [...core.varNames, ...core.visibleGetters.map(([name]) => name)];
  const entries = names.map((name) => [
    name,
    core.shape.getters.has(name)
      ? unwrapAll(Reflect.apply(core.shape.getters.get(name)!, board, []))
      : Reflect.get(core.raw, name),
  ]);
  core.tracker.reads = undefined;
  return Object.fromEntries(entries);
}

const create = (isStrict: boolean): { board: Board; core: StateCore; vars: VarValues } => {
  const board = new Board();
  const core = StateCore.of(board);
  core.tracker.isStrict = isStrict;
  core.begin();
  run(board, { kind: 0, list: 0, at: 0, size: 4 });
  const vars = applyDelta({}, bodyOf(collectWhole(core))).vars;
  core.end();
  return { board, core, vars };
};

describe.each([true, false])("strict: %s", (isStrict) => {
  test("patches make of a copy what the State holds", () => {
    fc.assert(
      fc.property(fc.array(fc.array(stepOf, { maxLength: 6 }), { maxLength: 6 }), fc.boolean(), (flushes, isIdle) => {
        const { board, core, vars: first } = create(isStrict);
        let vars = first;
        for (const steps of flushes) {
          core.begin();
          for (const step of steps) run(board, step);
          vars = applyDelta(vars, bodyOf(collectChanges(core))).vars;
          core.end();
          if (isIdle) core.tracker.idle();
          expect(vars["Board"]).toEqual(plain(core));
        }
      }),
      { numRuns },
    );
  });

  test("a roll-back puts everything back, and the browser too where a flush had shown it", () => {
    const history = fc.array(fc.array(stepOf, { maxLength: 6 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        fc.array(stepOf, { maxLength: 8 }),
        history,
        fc.array(stepOf, { maxLength: 4 }),
        (before, parts, after) => {
          const { board, core, vars: first } = create(isStrict);
          core.begin();
          for (const step of before) run(board, step);
          let vars = applyDelta(first, bodyOf(collectChanges(core))).vars;
          core.end();
          const was = plain(core);
          core.begin();
          for (const [index, steps] of parts.entries()) {
            if (index > 0) vars = applyDelta(vars, bodyOf(collectChanges(core))).vars;
            for (const step of steps) run(board, step);
          }
          core.rollBack(parts.length > 1);
          expect(plain(core)).toStrictEqual(was);
          vars = applyDelta(vars, bodyOf(collectChanges(core))).vars;
          expect(vars["Board"]).toEqual(was);
          core.begin();
          for (const step of after) run(board, step);
          vars = applyDelta(vars, bodyOf(collectChanges(core))).vars;
          expect(vars["Board"]).toEqual(plain(core));
        },
      ),
      { numRuns },
    );
  });
});
