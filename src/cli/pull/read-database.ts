import { RxError } from "../../errors/rx-error.ts";
import { openDatabase } from "../../orm/open-database.ts";
import { withoutPassword } from "../../orm/parse-database-url.ts";
import { pullDatabase, type PulledDatabase } from "../../orm/pull/pull-database.ts";
import { withProgress } from "../with-progress.ts";

/**
 * Reads a database and makes models of it.
 *
 * @throws RxError PULL_EMPTY where it has no table; DATABASE_URL_INVALID, DATABASE_UNREADABLE, DATABASE_UNREACHABLE.
 */
export async function readDatabase(url: string): Promise<PulledDatabase> {
  const handle = await openDatabase(url);
  try {
    const pulled = await withProgress("Reading the database", (progress) =>
      pullDatabase(handle, (table) => progress.update(table)),
    );
    if (pulled.schema.models.length === 0) throw new RxError("PULL_EMPTY", { found: withoutPassword(url) });
    return pulled;
  } finally {
    await handle.database.close();
  }
}
