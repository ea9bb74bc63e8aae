import type { ChangeFeed } from "../framework/ports/change-feed.ts";
import type { LiveSource } from "../framework/ports/live-source.ts";
import type { QuerySource } from "../framework/ports/query-source.ts";
import type { UnitOfWork } from "../framework/ports/unit-of-work.ts";
import { checkModels } from "../orm/check-models.ts";
import { createUnitOfWork } from "../orm/create-unit-of-work.ts";
import { setCurrentDatabase } from "../orm/current-database.ts";
import { locateDatabase } from "../orm/migrate/locate-database.ts";
import { openDatabase } from "../orm/open-database.ts";
import { createLiveSource } from "../orm/window/create-live-source.ts";
import type { MissingIndex } from "../orm/window/missing-index.ts";
import { createQuerySource } from "../orm/window/create-query-source.ts";
import type { AppConfig } from "./load-config.ts";

/** An app's database, as the rest of it needs it. */
export interface AppData {
  readonly unitOfWork: UnitOfWork;
  readonly querySource: QuerySource;
  readonly liveSource: LiveSource;
  readonly changes: ChangeFeed;
  /** Makes live rows follow what other processes write, too: a seed, a second server. */
  follow(onTrouble: (error: unknown) => void): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the app's database; from now on `db` stands for it.
 *
 * @param onMissingIndex called while an app is written, where a window reads a long table as a whole
 * @throws RxError DATABASE_URL_INVALID, DATABASE_UNREADABLE, DATABASE_UNREACHABLE; REF_UNKNOWN, REF_KEY_MISMATCH for a model.
 */
export async function openData(config: AppConfig, onMissingIndex?: (missing: MissingIndex) => void): Promise<AppData> {
  const handle = await openDatabase(locateDatabase(config), config.limits);
  setCurrentDatabase(handle);
  const close = async (): Promise<void> => {
    setCurrentDatabase(undefined);
    await handle.database.close();
  };
  try {
    checkModels();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    unitOfWork: createUnitOfWork(handle, { ledgerKeptMs: config.limits.ledgerKeptMs }),
    querySource: createQuerySource(handle),
    liveSource: createLiveSource(handle, { onMissingIndex }),
    changes: handle.changes,
    follow: handle.follow,
    close,
  };
}
