import { expect, test } from "vitest";
import { EventPromise } from "./event-promise.ts";

test("is heard by await, then, catch and finally", async () => {
  const listen: ((promise: EventPromise<number>) => unknown)[] = [
    async (promise) => await promise,
    (promise) => promise.then(() => 1),
    (promise) => promise.catch(() => 1),
    (promise) => promise.finally(() => {}),
  ];
  for (const how of listen) {
    const promise = new EventPromise<number>((resolve) => setTimeout(() => resolve(1), 0));
    void how(promise);
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(promise.heard).toBe(true);
  }
});

test("tells a rejection that nobody hears, and leaves no unhandled one", async () => {
  const told: unknown[] = [];
  const { promise: told1, resolve } = Promise.withResolvers<void>();
  const promise = new EventPromise<number>((_, reject) => reject(new Error("no")));
  promise.whenUnheard((reason) => {
    told.push(reason);
    resolve();
  });
  await told1;
  expect(told).toEqual([new Error("no")]);
});
