import { listMigrations } from "../../orm/migrate/list-migrations.ts";
import { readApp } from "../read-app.ts";

/** Lists the migrations of the framework and of the app with how they stand. Exit code 1 where one was edited or is missing. */
export async function printStatus({ json }: { readonly json: boolean }): Promise<void> {
  const list = await listMigrations(await readApp());
  if (list.some(({ state }) => state === "edited" || state === "missing")) process.exitCode = 1;
  if (json) {
    console.log(JSON.stringify(list, undefined, 2));
    return;
  }
  for (const { origin, tag, state, appliedAt } of list) {
    const name = origin === "app" ? tag : `${origin}/${tag}`;
    console.log([state.padEnd(8), name, appliedAt?.toISOString()].filter((part) => part !== undefined).join("  "));
  }
  if (list.every(({ origin }) => origin !== "app"))
    console.log("The app has no migrations yet: `rx db generate` writes one.");
}
