import { expect, test } from "vitest";
import { createTransfers } from "./create-transfers.ts";
import type { Download } from "./ports/transfers.ts";

const file: Download = { type: "download", name: "a.csv", contentType: "text/csv", async *body() {} };

function transfers() {
  let now = 0;
  let count = 0;
  const made = createTransfers({
    clock: { now: () => now, after: () => () => undefined },
    random: () => `t${++count}`,
    limits: { ticketMs: 1_000, maxTickets: 2 },
  });
  return { ...made, wait: (ms: number) => (now += ms) };
}

test("a ticket works once, for its visitor and for what it was made for", () => {
  const { offer, take } = transfers();
  expect(offer("a", file)).toEqual({ url: "/_rx/file/t1", name: "a.csv" });
  expect(take("b", "t1", "download")).toBeUndefined();
  expect(take("a", "t1", "upload")).toBeUndefined();
  expect(take("a", "t2", "download")).toBeUndefined();
  expect(take("a", "t1", "download")).toBe(file);
  expect(take("a", "t1", "download")).toBeUndefined();
});

test("a ticket ends with its time, and a visitor holds only so many", () => {
  const { offer, take, wait } = transfers();
  offer("a", file);
  offer("a", file);
  expect(() => offer("a", file)).toThrow(expect.objectContaining({ code: "TOO_MANY_TICKETS" }));
  offer("b", file);
  wait(1_000);
  expect(take("a", "t1", "download")).toBeUndefined();
  expect(offer("a", file).url).toBe("/_rx/file/t4");
});
