import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { initApp } from "../../src/cli/init/init-app.ts";
import { packedApp, type PackedApp } from "./packed-app.ts";
import type { TestDatabase } from "./servers/test-database.ts";

/** An app of a database, as `rx init --database` writes it: models and a page for every table. */
export async function musicShop({ url }: TestDatabase): Promise<PackedApp> {
  const draft = mkdtempSync(join(tmpdir(), "rowx-chinook-"));
  try {
    const options = { template: "crud", database: url, install: false, packageSpec: "0.0.0" };
    const folder = await initApp({ ...options, dir: join(draft, "music-shop") });
    return packedApp(folder, { name: "music-shop" });
  } finally {
    rmSync(draft, { recursive: true });
  }
}
