import { RxError } from "../../errors/rx-error.ts";
import type { Database } from "../database.ts";
import { models } from "../model-registry.ts";
import { loadRows, type LoadConfig } from "./load-rows.ts";
import type { RelationQueries } from "./relation-queries.ts";

/** The queries of `db.query`, by the names under which the app exports its models. */
export function createRelationQueries(database: Database): RelationQueries {
  const get = (_: object, name: string | symbol): unknown => {
    if (typeof name === "symbol") return undefined;
    const model = models().find((other) => other.exportName === name);
    if (!model)
      throw new RxError("MODEL_UNKNOWN", {
        found: name,
        known: models()
          .map((other) => other.exportName)
          .join(", "),
      });
    return {
      findMany: async (config: LoadConfig = {}) => loadRows(database, model, config),
      findFirst: async (config: LoadConfig = {}) => (await loadRows(database, model, { ...config, limit: 1 }))[0],
    };
  };
  return new Proxy({}, { get }) as RelationQueries; // as: the trap answers for every model
}
