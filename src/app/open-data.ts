import type { UnitOfWork } from "../framework/ports/unit-of-work.ts";
import { createUnitOfWork } from "../orm/create-unit-of-work.ts";
import { setCurrentDatabase } from "../orm/current-database.ts";
import { sqliteFile } from "../orm/migrate/migration-target.ts";
import { openDatabase } from "../orm/open-database.ts";
import type { AppConfig } from "./load-config.ts";

/** An app's database, as the rest of it needs it. */
export interface AppData {
  readonly unitOfWork: UnitOfWork;
  close(): Promise<void>;
}

/**
 * Opens the app's database; from now on `db` stands for it.
 *
 * @throws RxError DIALECT_NOT_SERVED, DATABASE_URL_INVALID, DATABASE_UNREADABLE.
 */
export async function openData(config: AppConfig): Promise<AppData> {
  const handle = await openDatabase(`sqlite:${sqliteFile(config)}`);
  setCurrentDatabase(handle);
  return {
    unitOfWork: createUnitOfWork(handle, { ledgerKeptMs: config.limits.ledgerKeptMs }),
    async close() {
      setCurrentDatabase(undefined);
      await handle.database.close();
    },
  };
}
