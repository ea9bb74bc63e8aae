import { RxError } from "../errors/rx-error.ts";
import type { RowKey } from "../protocol/rows.ts";
import type { RowPrimaryKey } from "./ports/rows-service.ts";
import { StateCore } from "./state-core.ts";

/**
 * The primary keys behind row keys that the browser sent, in their order; for events of a State that take row keys.
 *
 * @param name of the rows var of this State that showed the rows.
 * @throws RxError ROW_NOT_SHOWN for a key that this tab was never shown.
 */
export function primaryKeysOf(state: object, name: string, keys: readonly RowKey[]): readonly RowPrimaryKey[] {
  const core = StateCore.of(state);
  if (core.host === undefined) throw new RxError("STATE_WITHOUT_SESSION", { what: "row keys" });
  return core.host.primaryKeys(core, name, keys);
}
