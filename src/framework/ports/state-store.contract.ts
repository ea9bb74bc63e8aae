// What every state store keeps to; each implementation's test runs it.
import { expect, test } from "vitest";
import type { StateStore } from "./state-store.ts";

/** @param create makes an empty store that keeps `maxRecordedAnswers` answers of one tab. */
export function testStateStore(create: (limits: { readonly maxRecordedAnswers: number }) => StateStore): void {
  test("a claim's fence grows, and a writer with a lower one is refused", async () => {
    const store = create({ maxRecordedAnswers: 8 });
    const first = await store.claim("a");
    const second = await store.claim("a");
    expect(second.fence).toBeGreaterThan(first.fence);
    await store.save("a", second.fence, { last: 1, answer: { id: 1 } });
    await expect((async () => store.save("a", first.fence, { last: 2, answer: { id: 2 } }))()).rejects.toMatchObject({
      code: "STATE_STALE",
    });
    expect((await store.claim("a")).last).toBe(1);
    store.close();
  });

  test("an answer is there for a repeat, and only so many of them", async () => {
    const store = create({ maxRecordedAnswers: 3 });
    const { fence } = await store.claim("a");
    for (let id = 1; id <= 5; id++) await store.save("a", fence, { last: id, answer: { id, value: id } });
    expect([1, 2, 3, 4, 5].map((id) => store.answer("a", id)?.value)).toEqual([undefined, undefined, 3, 4, 5]);
    store.close();
  });

  test("sessions do not see each other, and one that ended is forgotten", async () => {
    const store = create({ maxRecordedAnswers: 3 });
    const { fence } = await store.claim("a");
    await store.save("a", fence, { last: 1, answer: { id: 1 } });
    expect(store.answer("b", 1)).toBeUndefined();
    expect((await store.claim("b")).last).toBe(0);
    store.end("a");
    expect(store.answer("a", 1)).toBeUndefined();
    expect((await store.claim("a")).last).toBe(0);
    store.close();
  });
}
