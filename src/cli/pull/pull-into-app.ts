import { relative } from "node:path";
import { locateDatabase } from "../../orm/migrate/locate-database.ts";
import { withoutPassword } from "../../orm/parse-database-url.ts";
import { readApp } from "../read-app.ts";
import { readDatabase } from "./read-database.ts";
import { writePulledApp } from "./write-pulled-app.ts";

/** What `rx db pull` is told. */
export interface PullOptions {
  readonly out: string;
  readonly pages: boolean;
  readonly force: boolean;
}

/** Writes the models of a database into the app of this folder, and says what of it they do not hold. */
export async function pullIntoApp(url: string | undefined, { out, pages, force }: PullOptions): Promise<void> {
  const config = await readApp();
  const { schema } = await readDatabase(url ?? locateDatabase(config));
  const written = await writePulledApp(schema, {
    folder: config.folder,
    out,
    source: withoutPassword(url ?? config.database),
    dialects: config.dialects,
    pagesOf: pages ? config.name : undefined,
    force,
  });
  for (const path of written) console.log(relative(process.cwd(), path));
  const left = schema.notes.length + schema.models.reduce((sum, { notes }) => sum + notes.length, 0);
  console.log(`${schema.models.length} models; ${left} things of the database are in none, each a comment in ${out}.`);
  if (url !== undefined && url !== config.database)
    console.log(
      `The app's database is ${withoutPassword(config.database)}: set DATABASE_URL in .env to use the other one.`,
    );
  const hasBaseline = written.some((path) => path.endsWith("_baseline.sql"));
  console.log(
    hasBaseline
      ? "Note it in the database with `rx db migrate`."
      : "Compare it with the migrations by `rx db generate`.",
  );
}
