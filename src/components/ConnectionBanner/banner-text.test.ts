import { expect, test } from "vitest";
import { bannerText } from "./banner-text.ts";

test("a lost line says that it is tried again and what becomes of edits", () => {
  const status = { phase: "reconnecting", since: 0, attempt: 1 } as const;
  expect(bannerText(status, 0)).toEqual({
    title: "Connection lost, reconnecting.",
    detail: "Rows stay readable; what you change is kept here and sent when the line is back.",
    busy: true,
  });
  expect(bannerText(status, 1)?.detail).toBe("1 edit is kept here and waits to be sent.");
  expect(bannerText(status, 2)?.detail).toBe("2 edits are kept here and wait to be sent.");
});

test("a line that was closed for good says why and offers to reload", () => {
  expect(bannerText({ phase: "stopped", since: 0, code: "replaced" }, 0)).toEqual({
    title: "This page is no longer connected.",
    detail: "It was opened in another tab with the same session. Reload to go on here.",
    busy: false,
  });
});

test("a living line says nothing", () => {
  expect(bannerText({ phase: "live", since: 0 }, 3)).toBeUndefined();
  expect(bannerText({ phase: "connecting", since: 0 }, 0)).toBeUndefined();
});
