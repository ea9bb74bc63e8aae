import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compileApp } from "./compile-app.ts";
import { emitClient } from "./emit/emit-client.ts";
import { emitServer } from "./emit/emit-server.ts";
import { memoryTree } from "./memory-tree.ts";

// Each file of golden/ is one app: sources as "=== path", then what the compiler makes of it. `vitest run -u` writes the second part anew.
const folder = join(import.meta.dirname, "golden");

describe("golden apps", () => {
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".txt"))) {
    test(name.replace(".txt", "").replaceAll("-", " "), async () => {
      const whole = readFileSync(join(folder, name), "utf8");
      const source = whole.split(/^=== (?:client|server|pages|problems)/m)[0] ?? "";
      await expect(`${source.trimEnd()}\n\n${render(readSources(source))}`).toMatchFileSnapshot(join(folder, name));
    });
  }
});

function readSources(text: string): Record<string, string> {
  const files: Record<string, string> = {};
  const [, ...parts] = text.split(/^=== (.+)\n/m);
  for (let at = 0; at < parts.length; at += 2) files[parts[at]!] = parts[at + 1]!;
  return files;
}

function render(files: Record<string, string>): string {
  const app = compileApp(memoryTree(files));
  const { project, states, client, server } = app;
  if (app.problems.length > 0) {
    const lines = app.problems.map(
      ({ file, line, column, error }) =>
        `${file}:${line}:${column} ${error.code}\n  ${error.message}\n  ${error.remedy}`,
    );
    return `=== problems\n${lines.join("\n")}\n`;
  }
  const pages = app.pages.map((page) => JSON.stringify(page)).join("\n");
  const clientTexts = [...client.values()].map((slice) => {
    const text = emitClient(slice, { project, states, slices: client, toApp: "../../.." }).toString();
    return section("client", slice.module.file, text);
  });
  const serverTexts = [...server.values()].map((slice) => {
    const sourceOf = (file: string): string => `<${file}>`;
    return section(
      "server",
      slice.module.file,
      emitServer(slice, { project, states, slices: server, sourceOf }).toString(),
    );
  });
  return [...clientTexts, ...serverTexts, `=== pages\n${pages}\n`].join("\n");
}

/** Spaces at the ends of lines are shown as one dot, so that editors leave the file alone. */
function section(half: string, file: string, text: string): string {
  return `=== ${half} ${file}\n${text.replace(/[ \t]+$/gm, "·").trimEnd()}\n`;
}
