import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const folder = join(import.meta.dirname, "golden");
const golden = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));

function halves(half: "client" | "server"): string {
  const pattern = new RegExp(`^=== ${half} .*\\n([^]*?)(?=^=== |$(?![^]))`, "gm");
  return golden.flatMap((text) => [...text.matchAll(pattern)].map(([, body]) => body)).join("\n");
}

test("no canary of a golden app is in its browser half", () => {
  expect(halves("client").match(/SECRET_?\w*/gi)).toBeNull();
});

test("the same search finds what does ship, and the canaries in the server half", () => {
  expect(halves("client")).toContain('label = "shown"');
  expect(halves("server").match(/SECRET_\w+/g)?.length).toBeGreaterThan(8);
});
