import { expect, test } from "vitest";
import { asciiFrames } from "./ascii-frames.ts";
import { writeFrames } from "./write-frames.ts";

test("gives the same bytes as frames of UTF-8, at every length of header", () => {
  for (const length of [0, 1, 125, 126, 127, 255, 256, 1_000, 15_000]) {
    const texts = ["a".repeat(length), '{"t":"pong"}'];
    expect(Buffer.from(asciiFrames(texts) ?? "none", "latin1")).toEqual(writeFrames(texts));
    expect(Buffer.from(asciiFrames(["a".repeat(length)]) ?? "none", "latin1")).toEqual(
      writeFrames(["a".repeat(length)]),
    );
  }
});

test("leaves all else to bytes: other letters, framed bytes, long texts", () => {
  expect(asciiFrames(["ascii", "häßlich"])).toBeUndefined();
  expect(asciiFrames(["\u0080"])).toBeUndefined();
  expect(asciiFrames([writeFrames(["a"])])).toBeUndefined();
  expect(asciiFrames(["a".repeat(16_000)])).toBeUndefined();
  expect(asciiFrames(Array.from({ length: 20 }, () => "a".repeat(1_000)))).toBeUndefined();
});
