import type { Project } from "../project/project.ts";
import { packageRule } from "../project/server-only.ts";
import type { ImportStatement, Module } from "../syntax/module.ts";

/** Which `export * from` of a file gives this name: the app's own file that has it, else the packages that may. */
export function starsFor(project: Project, module: Module, exported: string): readonly ImportStatement[] {
  const isPackage = ({ source }: ImportStatement): boolean => project.resolve(module.file, source).type === "package";
  const own = module.stars.filter(({ source }) => {
    const target = project.resolve(module.file, source);
    return target.type === "code" && project.origin(target.file, exported) !== undefined;
  });
  if (own.length > 0) return own;
  const packages = module.stars.filter(isPackage);
  const safe = packages.filter(({ source }) => packageRule(source, exported).type !== "refuse");
  return safe.length > 0 ? safe : packages;
}
