import { readFileSync } from "node:fs";
import { packageFolder } from "./package-folder.ts";

/** The version of this package. */
export function packageVersion(): string {
  const { version }: { readonly version: string } = JSON.parse(readFileSync(`${packageFolder}/package.json`, "utf8"));
  return version;
}
