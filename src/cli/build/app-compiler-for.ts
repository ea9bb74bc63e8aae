import { realpathSync } from "node:fs";
import type { AppConfig } from "../../app/load-config.ts";
import { AppCompiler, type AppCompilerOptions } from "../../compiler/app-compiler.ts";
import { nextFolder } from "./next-folder.ts";
import { packageFolder } from "../package-folder.ts";

/** The compiler of one app. */
export function appCompilerFor(
  { folder, name, theme }: AppConfig,
  options: Pick<AppCompilerOptions, "build" | "mode" | "serverFolder" | "webFolder">,
): AppCompiler {
  const root = realpathSync(folder);
  return new AppCompiler({
    root,
    packageFolder: realpathSync(packageFolder),
    nextFolder: nextFolder(),
    name,
    theme,
    ...options,
  });
}
