import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { closeNumbers } from "../../src/protocol/close-numbers.ts";
import { defaultLimits } from "../../src/protocol/limits.ts";
import { parseFrame } from "../../src/protocol/parse-frame.ts";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/protocol.md"), "utf8");
const source = readFileSync(join(root, "src/protocol/messages.ts"), "utf8");

/** The examples of one direction, a frame in each line. */
const examples = (direction: string): string[] =>
  [...page.matchAll(new RegExp(`\`\`\`json ${direction}\\n([^]*?)\`\`\``, "g"))].flatMap(([, text = ""]) =>
    text.trim().split("\n"),
  );

describe("docs/protocol.md", () => {
  test.each(examples("up"))("shows a message that the server takes: %s", (text) => {
    const rules = { limits: defaultLimits, allowsLong: () => false };
    expect(JSON.stringify(parseFrame(text, text.length, rules)).length).toBe(text.length);
  });

  test("has an example or a word of every message, and of no other", () => {
    const types = new Set([...source.matchAll(/\bt: "(\w+)"/g)].map(([, type]) => type));
    const shown = [...examples("up"), ...examples("down")].map((text) => JSON.parse(text).t);
    for (const type of types) expect(page).toContain(type);
    expect(shown.filter((type) => type !== "rows" && !types.has(type))).toEqual([]);
  });

  test("names every close code with its number", () => {
    for (const [code, number] of Object.entries(closeNumbers)) expect(page).toContain(`| ${number} | \`${code}\` |`);
  });

  test("names every result of a numbered message", () => {
    const [, results = ""] = /export type ResultCode =([^;]*);/.exec(source) ?? [];
    for (const [, code] of results.matchAll(/"(\w+)"/g)) expect(page).toContain(`\`${code}\``);
  });
});
