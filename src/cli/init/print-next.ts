import { existsSync } from "node:fs";
import { join, relative } from "node:path";

/** Prints what to run in a new app, one command a line. */
export function printNext(folder: string, { installed }: { readonly installed: boolean }): void {
  const path = relative(process.cwd(), folder);
  const has = (name: string): boolean => existsSync(join(folder, name));
  const steps = [
    ...(path === "" ? [] : [`cd ${path}`]),
    ...(installed ? [] : ["npm install"]),
    ...(has("migrations") ? ["npx rx db migrate"] : []),
    ...(has("app/seed.ts") ? ["npx rx db seed"] : []),
    "npx rx dev",
  ];
  console.log(`\nThe app is in ${folder}. Next:\n\n${steps.map((step) => `  ${step}`).join("\n")}\n`);
}
