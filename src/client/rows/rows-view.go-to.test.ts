import { beforeEach, expect, test } from "vitest";
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

test("a row far away comes into view, busy until it is there", () => {
  const key = rows.rows[4_200]?.key ?? 0;
  expect(screen.view.goTo(key)).toBe(true);
  expect(screen.view.state.busy).toBe(true);
  screen.settle();
  expect(screen.view.state.busy).toBe(false);
  const pixel = screen.viewport.pixelOf(key);
  expect(pixel).toBeGreaterThanOrEqual(0);
  expect(pixel).toBeLessThan(screen.viewport.box);
});

test("a row that is gone leaves the view where it was", () => {
  screen.scrollTo(1_000 * 36);
  screen.settle();
  const first = screen.viewport.rowAt(0)?.key;
  screen.view.goTo(999_999);
  screen.settle();
  expect(screen.view.state.busy).toBe(false);
  expect(screen.viewport.pixelOf(first ?? 0)).toBeGreaterThanOrEqual(0);
  expect(screen.viewport.pixelOf(first ?? 0)).toBeLessThanOrEqual(36);
});
