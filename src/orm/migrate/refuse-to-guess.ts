import { RxError } from "../../errors/rx-error.ts";
import type { RenameQuestion } from "./rename-question.ts";

/** Where nobody can be asked. Throws MIGRATION_AMBIGUOUS, which names both. */
export async function refuseToGuess({ table, gone, added }: RenameQuestion): Promise<never> {
  const [first = ""] = added;
  const path = table === undefined ? gone : `${table}.${gone}`;
  const found =
    table === undefined
      ? `table ${gone} gone and table ${added.join(", ")} new`
      : `column ${path} gone and ${added.map((name) => `${table}.${name}`).join(", ")} new`;
  const write =
    table === undefined
      ? `{ renamedFrom: "${gone}" } as the model's options`
      : `.renamedFrom("${gone}") behind the new one`;
  throw new RxError("MIGRATION_AMBIGUOUS", { found, rename: `--rename ${path}=${first}`, write });
}
