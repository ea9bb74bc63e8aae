// One change, one frame: what is said of it, whole.
import { expect, test } from "vitest";
import { event } from "../event.ts";
import { State } from "../state.ts";
import { settled, TestApp } from "../test-tab/test-app.ts";

interface Row {
  name: string;
  tags: string[];
  at?: Date;
  more?: Row[];
}

const row = (name: string): Row => ({ name, tags: [`${name} has a tag that is long enough to be worth a patch`] });

class Rows extends State {
  rows = [row("a"), row("b"), row("c"), row("d")];
  numbers = Array.from({ length: 40 }, (_, index) => index * 1000);
  by: Record<string, Row> = { x: row("x"), y: row("y") };
  _held: Row | undefined;
  run = event((() => changes(this)) as () => unknown);
}

let changes: (state: Rows) => unknown = () => undefined;

const frameOf = async (change: (state: Rows) => unknown): Promise<{ frame: string; app: TestApp }> => {
  const app = new TestApp([Rows]);
  const tab = await app.tab();
  changes = (state) => void change(state);
  tab.event(2, "Rows.run");
  await settled();
  return { frame: tab.take().join("\n"), app };
};

const patches = (text: string) => `{"t":"delta","v":2,"p":[${text}],"a":{"id":2}}`;
const c = '{"name":"c","tags":["c has a tag that is long enough to be worth a patch"]}';

test.each<[string, (state: Rows) => unknown, string]>([
  ["a field of a row", (s) => (s.rows[2]!.name = "new"), '[0,["Rows","rows",2,"name"],"new"]'],
  ["a new row", (s) => s.rows.push(row("c")), `[1,["Rows","rows"],4,0,[${c}]]`],
  ["pushes that follow each other", (s) => [s.numbers.push(1), s.numbers.push(2)], '[1,["Rows","numbers"],40,0,[1,2]]'],
  [
    "a row in front and a field behind it",
    (s) => [(s.rows[1]!.name = "B"), s.rows.unshift(row("c"))],
    `[1,["Rows","rows"],0,0,[${c}]],[0,["Rows","rows",2,"name"],"B"]`,
  ],
  ["a row that is taken out and changed", (s) => (s.rows.splice(1, 1)[0]!.name = "nobody"), '[1,["Rows","rows"],1,1]'],
  [
    "a pushed row that is changed",
    (s) => [s.rows.push(row("x")), (s.rows[4]!.name = "c"), (s.rows[4]!.tags[0] = row("c").tags[0]!)],
    `[1,["Rows","rows"],4,0,[${c}]]`,
  ],
  ["the same value", (s) => (s.rows[0]!.name = "a"), ""],
  ["another order", (s) => s.rows.reverse(), '[3,["Rows","rows"],[3,1,2,1,1,1,0,1]]'],
  [
    "another order, and a field",
    (s) => [s.rows.sort((a, b) => (a.name < b.name ? 1 : -1)), (s.rows[0]!.name = "D")],
    '[3,["Rows","rows"],[3,1,2,1,1,1,0,1]],[0,["Rows","rows",0,"name"],"D"]',
  ],
  ["a key that goes", (s) => delete s.by["x"], '[2,["Rows","by","x"]]'],
  ["a key that comes", (s) => (s.by["z"] = row("c")), `[0,["Rows","by","z"],${c}]`],
  ["a shorter list", (s) => (s.numbers.length = 38), '[1,["Rows","numbers"],38,2]'],
  [
    "a row that moves and is changed",
    (s) => [(s._held = s.rows.pop()), (s._held = undefined)],
    '[1,["Rows","rows"],3,1]',
  ],
  ["a date that is set", (s) => (s.rows[0]!.at = new Date(5)), '[0,["Rows","rows",0,"at"],"~d5"]'],
  [
    "a held row",
    (s) => {
      const held = s.rows[3]!;
      s.rows.shift();
      held.name = "D";
    },
    '[1,["Rows","rows"],0,1],[0,["Rows","rows",2,"name"],"D"]',
  ],
  [
    "a field of what is found",
    (s) => (s.rows.find(({ name }) => name === "b")!.name = "B"),
    '[0,["Rows","rows",1,"name"],"B"]',
  ],
  [
    "what a search by identity finds",
    (s) => {
      const held = s.rows[2]!;
      s.numbers[0] = s.rows.indexOf(held) + s.rows.findIndex((one) => one === held);
    },
    '[0,["Rows","numbers",0],4]',
  ],
])("%s", async (_, change, expected) => {
  const { frame } = await frameOf(change);
  expect(frame).toBe(expected === "" ? '{"t":"delta","v":2,"a":{"id":2}}' : patches(expected));
});

test("a var whose patch would be longer is sent whole", async () => {
  const { frame } = await frameOf((state) => {
    for (let index = 0; index < 40; index++) state.numbers[index] = index;
  });
  expect(frame).toBe(
    `{"t":"delta","v":2,"s":{"Rows":{"numbers":[${Array.from({ length: 40 }, (_, index) => index).join()}]}},"a":{"id":2}}`,
  );
});

test.each<[string, (state: Rows) => unknown, string]>([
  ["in two lists", (s) => (s.by["x"] = s.rows[0]!), "STATE_NOT_A_TREE"],
  ["twice in one list", (s) => s.rows.push(s.rows[0]!), "STATE_NOT_A_TREE"],
  [
    "in two new places",
    (s) => {
      const one = row("n");
      s.rows.push(one);
      s.by["n"] = one;
    },
    "STATE_NOT_A_TREE",
  ],
  ["in itself", (s) => (s.rows[0]!.more = [s.rows[0]!]), "VALUE_NOT_SENDABLE"],
  ["a Map", (s) => (s.rows[0]!.tags = new Map() as never), "STATE_VALUE_UNTRACKED"],
  ["a prototype's name", (s) => (s.by["__proto__"] = row("evil")), "VALUE_NOT_SENDABLE"],
])("development refuses one object %s, and nothing is changed", async (_, change, code) => {
  const { frame, app } = await frameOf(change);
  expect(app.log).toMatchObject([{ details: { err: { code } } }]);
  expect(frame).toContain('{"t":"delta","v":2');
  expect(frame).toContain('"a":{"id":2,"code":"failed"');
});

test("a private member may hold the same row", async () => {
  const { frame } = await frameOf((state) => (state._held = { ...row("c"), more: [] }));
  expect(frame).toBe('{"t":"delta","v":2,"a":{"id":2}}');
});
