import { expect, test } from "vitest";
import { takeLines } from "./take-lines.ts";

test("gives each line once, and one that is cut only when its end has come", () => {
  const lines = ['{"type":"progress","bytes":1,"rows":1}', '{"type":"progress","bytes":2,"rows":2}'];
  const text = lines.join("\n");
  const first = takeLines(text.slice(0, -5), 0, false);
  expect(first.lines).toEqual([JSON.parse(lines[0]!)]);
  const none = takeLines(text, first.end, false);
  expect(none).toEqual({ lines: [], end: first.end });
  expect(takeLines(text, none.end, true).lines).toEqual([JSON.parse(lines[1]!)]);
});
