import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ServerTexts } from "./server-texts.ts";

/** A text of the server half in a file that a browser can load. */
export interface Leak {
  readonly text: string;
  /** Path inside the folder. */
  readonly file: string;
}

/** What a search through a static export found. */
export interface LeakSearch {
  readonly leaks: readonly Leak[];
  /** Was the text found that is known to ship? Without it the search proves nothing. */
  readonly foundControl: boolean;
}

/** Formats that hold no text of ours. */
const binary = /\.(png|jpe?g|gif|webp|avif|ico|woff2?|ttf|otf|mp4|webm|pdf|zip|wasm)$/i;

/** Searches every file of a static export; `control` is a text that must be in one of them. */
export function findLeaks(folder: string, { texts, packages }: ServerTexts, control: string): LeakSearch {
  const needles = [
    ...[...texts].flatMap((text) => written(text).map((form) => [text, form] as const)),
    ...[...packages].flatMap((name) => [`"${name}"`, `'${name}'`].map((form) => [name, form] as const)),
  ];
  const leaks = new Map<string, Leak>();
  let foundControl = false;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || binary.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const content = readFileSync(path, "utf8");
    foundControl ||= content.includes(control);
    for (const [text, form] of needles) {
      if (content.includes(form)) leaks.set(text, { text, file: path.slice(folder.length + 1) });
    }
  }
  return { leaks: [...leaks.values()], foundControl };
}

/** As it is, and as it stands inside a literal. */
function written(text: string): readonly string[] {
  return [...new Set([text, JSON.stringify(text).slice(1, -1)])];
}
