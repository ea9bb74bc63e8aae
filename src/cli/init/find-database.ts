import { existsSync } from "node:fs";
import { isAbsolute, relative, resolve } from "node:path";
import { RxError } from "../../errors/rx-error.ts";
import { parseDatabaseUrl } from "../../orm/parse-database-url.ts";
import type { PulledSchema } from "../../orm/pull/pulled-model.ts";

/** The database that a new app is given. */
export interface FoundDatabase {
  /** Connection string as the app keeps it: an SQLite file is found from the app's folder. */
  readonly url: string;
  /** Its models, where it has tables already. */
  readonly schema: PulledSchema | undefined;
}

/**
 * Looks at the database that a new app is to have. An SQLite file that is there is found from the present folder, too.
 *
 * @param folder the app's
 * @throws RxError DATABASE_URL_INVALID, DATABASE_UNREACHABLE, DATABASE_UNREADABLE, INIT_NODE_OLD.
 */
export async function findDatabase(text: string, folder: string): Promise<FoundDatabase> {
  const { dialect, file } = parseDatabaseUrl(text);
  if (dialect !== "sqlite") return { url: text, schema: await schemaOf(text) };
  const path = [resolve(file), resolve(folder, file)].find((place) => existsSync(place));
  if (path === undefined) return { url: text, schema: undefined };
  const url = isAbsolute(file) ? text : `sqlite:${relative(folder, path)}`;
  return { url, schema: await schemaOf(`sqlite:${path}`) };
}

async function schemaOf(url: string): Promise<PulledSchema | undefined> {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 22 || (major === 22 && minor < 18)) throw new RxError("INIT_NODE_OLD", { found: process.versions.node });
  // What opens databases is loaded when there is one: an older Node could not.
  const { readDatabase } = await import("../pull/read-database.ts");
  try {
    return (await readDatabase(url)).schema;
  } catch (thrown) {
    if (thrown instanceof RxError && thrown.code === "PULL_EMPTY") return undefined;
    throw thrown;
  }
}
