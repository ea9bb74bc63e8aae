import { expect, test } from "vitest";
import { WriteTurn } from "./write-turn.ts";

function follow(): { readonly flushed: number[]; readonly turn: WriteTurn; add(id: number): void } {
  const flushed: number[] = [];
  const turn = new WriteTurn();
  return { flushed, turn, add: (id) => turn.add({ flush: () => void flushed.push(id) }) };
}

test("flushes all that came in one turn when the turn ends, in their order", async () => {
  const { flushed, add } = follow();
  add(1);
  await Promise.resolve();
  add(2);
  expect(flushed).toEqual([]);
  await new Promise(setImmediate);
  expect(flushed).toEqual([1, 2]);
});

test("lets the first wait for no more than 255 others, and forgets nobody after that", async () => {
  const { flushed, add } = follow();
  for (let id = 1; id <= 255; id++) add(id);
  expect(flushed).toEqual([]);
  add(256);
  expect(flushed).toHaveLength(256);
  add(257);
  await new Promise(setImmediate);
  expect(flushed.at(-1)).toBe(257);
  expect(flushed).toHaveLength(257);
});

test("takes who adds itself again while it is flushed into the next turn", async () => {
  const turn = new WriteTurn();
  let count = 0;
  const again = { flush: (): void => void (++count === 1 && turn.add(again)) };
  turn.add(again);
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  expect(count).toBe(2);
});
