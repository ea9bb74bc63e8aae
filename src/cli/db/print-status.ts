import { listMigrations } from "../../orm/migrate/list-migrations.ts";
import { readApp } from "../read-app.ts";

/**
 * Lists the migrations of the framework and of the app with how they stand. Exit code 1 where one was edited, is missing or was
 * interrupted.
 */
export async function printStatus({ json }: { readonly json: boolean }): Promise<void> {
  const list = await listMigrations(await readApp());
  if (list.some(({ state }) => state !== "applied" && state !== "pending")) process.exitCode = 1;
  if (json) {
    console.log(JSON.stringify(list, undefined, 2));
    return;
  }
  for (const { origin, tag, state, appliedAt, progress } of list) {
    const name = origin === "app" ? tag : `${origin}/${tag}`;
    const way = progress?.way === "down" ? "on its way back" : "on its way";
    const more = progress ? `${way}, ${progress.done} of ${progress.steps} statements` : appliedAt?.toISOString();
    console.log([state.padEnd(8), name, more].filter((part) => part !== undefined).join("  "));
  }
  if (list.every(({ origin }) => origin !== "app"))
    console.log("The app has no migrations yet: `rx db generate` writes one.");
}
