import { expect, test } from "vitest";
import { FakeClock } from "../../../../tests/client/fake-server.ts";
import type { Answer } from "../../../protocol/messages.ts";
import { CellEdits } from "./cell-edits.ts";

const place = { key: 5, col: "total" };

function edits(...answers: Omit<Answer, "id">[]) {
  const sent: unknown[] = [];
  const clock = new FakeClock();
  const made = new CellEdits((edit) => {
    sent.push(edit);
    return Promise.resolve(answers.shift() ?? {});
  }, clock);
  return { made, sent, clock };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
}

test("sends the new value with the one that was shown, and shows it until the row has it", async () => {
  const { made, sent } = edits({});
  made.open(place, "10.00");
  made.save(place, "12.50", "12.5");
  expect(sent).toEqual([{ key: 5, col: "total", v: "12.50", was: "10.00" }]);
  expect(made.editor).toBeUndefined();
  await settled();
  expect(made.phase(place)).toMatchObject({ type: "saved", cell: "12.50" });
  made.rowChanged(5);
  expect(made.phase(place)).toBeUndefined();
});

test("sends nothing where nothing changed", () => {
  const { made, sent } = edits();
  made.open(place, "10.00");
  made.save(place, "10.00", "10.00");
  expect(sent).toEqual([]);
});

test("opens again with the draft and the reason when the server refuses", async () => {
  const error = { code: "REJECTED", message: "Total cannot be below zero." } as const;
  const { made } = edits({ code: "rejected", error });
  made.open(place, "10.00");
  made.save(place, "-5", "-5");
  await settled();
  expect(made.editor).toEqual(place);
  expect(made.phase(place)).toEqual({ type: "editing", shown: "10.00", text: "-5", reason: error.message });
  expect(made.counts).toEqual({ saving: 0, refused: 1 });
  made.type("5");
  expect(made.phase(place)).toEqual({ type: "editing", shown: "10.00", text: "5" });
});

test("keeps a refused draft beside the editor that its author is in now", async () => {
  const error = { code: "REJECTED", message: "No." } as const;
  const { made } = edits({ code: "rejected", error });
  made.open(place, "10.00");
  made.save(place, "-5", "-5");
  made.open({ key: 6, col: "note" }, "");
  await settled();
  expect(made.editor).toEqual({ key: 6, col: "note" });
  expect(made.phase(place)).toMatchObject({ type: "refused", text: "-5" });
});

test("asks at a conflict, and mine is saved over what is there now", async () => {
  const { made, sent } = edits({ code: "conflict", current: "11.00" }, {});
  made.open(place, "10.00");
  made.save(place, "12.00", "12");
  await settled();
  expect(made.phase(place)).toMatchObject({ type: "conflict", cell: "12.00", current: "11.00" });
  made.resolve(place, "mine");
  expect(sent[1]).toEqual({ key: 5, col: "total", v: "12.00", was: "11.00" });
});

test("a conflict ends with theirs where that is chosen", async () => {
  const { made, sent } = edits({ code: "conflict", current: "11.00" });
  made.open(place, "10.00");
  made.save(place, "12.00", "12");
  await settled();
  made.resolve(place, "theirs");
  expect(made.phase(place)).toBeUndefined();
  expect(sent).toHaveLength(1);
});

const named = { 5: "row five" } as Readonly<Record<number, string>>;

test("what is typed opens again where its row is, when the keys of rows were lost", () => {
  const { made } = edits();
  made.open(place, "10.00");
  made.type("12");
  made.lose((key) => named[key]);
  expect(made.editor).toBeUndefined();
  made.find(() => undefined);
  expect(made.counts).toEqual({ saving: 0, refused: 1 });
  made.find((identity) => (identity === "row five" ? 2 : undefined));
  expect(made.editor).toEqual({ key: 2, col: "total" });
  expect(made.phase({ key: 2, col: "total" })).toEqual({ type: "editing", shown: "10.00", text: "12" });
});

test("an edit that a lost session took along goes again to its row, with the value that was shown", async () => {
  const { made, sent, clock } = edits({ code: "gone" }, {});
  made.open(place, "10.00");
  made.save(place, "12.00", "12");
  await settled();
  made.lose((key) => named[key]);
  made.find(() => 2);
  await settled();
  expect(sent[1]).toEqual({ key: 2, col: "total", v: "12.00", was: "10.00" });
  expect(made.phase({ key: 2, col: "total" })).toMatchObject({ type: "saved" });
  clock.pass(3_000);
  expect(made.counts).toEqual({ saving: 0, refused: 0 });
});

test("an edit that is gone while the keys are not is told", async () => {
  const { made, clock } = edits({ code: "gone" });
  made.open(place, "10.00");
  made.save(place, "12.00", "12");
  await settled();
  clock.pass(3_000);
  expect(made.counts).toEqual({ saving: 0, refused: 1 });
});
