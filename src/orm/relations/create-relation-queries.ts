import type { Database } from "../database.ts";
import type { RelationQueries } from "./relation-queries.ts";

/** The queries of `db.query`. */
export function createRelationQueries(_database: Database): RelationQueries {
  return {};
}
