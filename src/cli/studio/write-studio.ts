import { createHash } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { printModels } from "../../orm/pull/print-models.ts";
import type { PulledSchema } from "../../orm/pull/pulled-model.ts";
import { packageVersion } from "../package-version.ts";
import { printPages } from "../pull/print-pages.ts";

/**
 * Writes the app that the studio is: a page for every table.
 *
 * @returns what names this content: the same text for the same tables
 */
export function writeStudio(
  schema: PulledSchema,
  { folder, name, write }: { readonly folder: string; readonly name: string; readonly write: boolean },
): string {
  const title = `${name} · studio`;
  const files = new Map([
    ["app/models.ts", printModels(schema, name)],
    ["package.json", `${JSON.stringify({ name: "studio", private: true, type: "module" })}\n`],
    [
      "rx.config.ts",
      `import { defineConfig } from "rowx";\n\nexport default defineConfig({ name: ${JSON.stringify(`${name}-studio`)} });\n`,
    ],
    ...printPages(schema, title, write),
  ]);
  rmSync(join(folder, "app"), { recursive: true, force: true });
  const content = createHash("sha256").update(packageVersion());
  for (const [path, text] of files) {
    content.update(path).update(text);
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return content.digest("hex");
}
