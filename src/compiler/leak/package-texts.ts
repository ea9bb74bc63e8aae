import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const code = /\.(js|mjs|cjs|css)$/;

/**
 * Which of these texts stand in the code of a package that may ship: in those named, or in what they depend on. Such a text
 * in the export is the package's own word, not the app's.
 *
 * @param root the app's folder
 */
export function packageTexts(
  root: string,
  packages: readonly string[],
  texts: ReadonlySet<string>,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const folder of folders(root, packages)) {
    if (found.size === texts.size) break;
    search(folder, texts, found);
  }
  return found;
}

function search(folder: string, texts: ReadonlySet<string>, found: Set<string>): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== "node_modules") search(path, texts, found);
    } else if (code.test(entry.name)) {
      const content = readFileSync(path, "utf8");
      for (const text of texts) if (!found.has(text) && content.includes(text)) found.add(text);
    }
    if (found.size === texts.size) return;
  }
}

/** The packages' folders with those of all that they depend on. */
function folders(root: string, packages: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const queue = packages.map((name) => [root, name] as const);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const folder = folderOf(...next);
    if (folder === undefined || found.has(folder)) continue;
    found.add(folder);
    const manifest: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    for (const name of dependenciesOf(manifest)) queue.push([folder, name]);
  }
  return found;
}

function folderOf(from: string, name: string): string | undefined {
  for (let at = from; ; at = dirname(at)) {
    const folder = join(at, "node_modules", name);
    if (existsSync(join(folder, "package.json"))) return folder;
    if (at === dirname(at)) return undefined;
  }
}

function dependenciesOf(manifest: unknown): readonly string[] {
  if (typeof manifest !== "object" || manifest === null || !("dependencies" in manifest)) return [];
  const { dependencies } = manifest;
  return typeof dependencies === "object" && dependencies !== null ? Object.keys(dependencies) : [];
}
