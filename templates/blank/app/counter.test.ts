import { openTab, testApp } from "rowx/testing";
import { expect, test } from "vitest";
import { Counter } from "./pages/index.tsx";

test("each tab counts for itself", async () => {
  await using app = await testApp();
  await using a = await openTab(app, Counter);
  await using b = await openTab(app, Counter);
  await a.add();
  expect([a.count, a.isEven]).toEqual([1, false]);
  expect([b.count, b.isEven]).toEqual([0, true]);
});
