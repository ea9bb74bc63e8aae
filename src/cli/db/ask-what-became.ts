import { isCancel, select } from "@clack/prompts";
import { RxError } from "../../errors/rx-error.ts";
import type { GenerateOptions } from "../../orm/migrate/generate-migration.ts";
import type { RenameQuestion } from "../../orm/migrate/rename-question.ts";

/**
 * How questions about renames are answered: on a terminal by whoever sits there; elsewhere nothing is guessed, unless drops are
 * allowed.
 */
export function askWhatBecame(allowDrops: boolean): Pick<GenerateOptions, "answer"> {
  if (process.stdin.isTTY && process.stdout.isTTY) return { answer: ask };
  return allowDrops ? { answer: async () => undefined } : {};
}

async function ask({ table, gone, added }: RenameQuestion): Promise<string | undefined> {
  const path = table === undefined ? `Table ${gone}` : `Column ${table}.${gone}`;
  const found = await select({
    message: `${path} is no longer in the models. What became of it?`,
    options: [
      ...added.map((name) => ({ value: name, label: `it is called ${name} now` })),
      { value: "", label: "it goes, with what it holds" },
    ],
  });
  if (isCancel(found)) throw new RxError("MIGRATION_CANCELLED");
  return found === "" ? undefined : found;
}
