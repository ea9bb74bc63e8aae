import type { Limits } from "../../../protocol/limits.ts";
import type { DatabaseHandle } from "../../session/database-handle.ts";
import { openHandle } from "../../session/open-handle.ts";
import { SqliteConnection } from "./sqlite-connection.ts";

/** Opens a SQLite file, making it and its folder where there is none. Throws DATABASE_UNREADABLE. */
export function openSqlite(file: string, url: string, limits: Limits): DatabaseHandle {
  return openHandle(new SqliteConnection(file, limits), url);
}
