import type { Module, Unit } from "../syntax/module.ts";
import { packageRule } from "../project/server-only.ts";
import type { Project } from "../project/project.ts";
import type { StateFinder } from "../project/find-states.ts";
import { isModel } from "../project/is-model.ts";

/** Answers what reaches code that only the server may run; nothing is kept by asking. */
export interface ServerSide {
  /** Does anything that this unit uses lead to a server-only import? A State does not: the browser gets its stub. */
  unitReaches(module: Module, unit: Unit): boolean;
  /** Does a loose statement of the file, or what it imports for its effects, run on the server only? */
  runsOnServer(module: Module): boolean;
  /** Does the file hold a State or a model? */
  holdsServerCode(module: Module): boolean;
}

/** Looks through the project for what leads to the server. */
export function findServerSide(project: Project, states: StateFinder): ServerSide {
  const known = new Map<string, boolean>();
  const holds = new Map<Module, boolean>();

  const look = (module: Module, name: string): boolean => {
    const binding = module.bindings.get(name);
    if (binding !== undefined) return importReaches(module, binding.source, binding.imported);
    const unit = module.unitOf.get(name);
    return unit !== undefined && !states.isState(module, unit) && unitReaches(module, unit);
  };

  const reaches = (module: Module, name: string): boolean => {
    const key = `${module.file}\0${name}`;
    const answer = known.get(key);
    if (answer !== undefined) return answer;
    known.set(key, false);
    const found = look(module, name);
    known.set(key, found);
    return found;
  };

  const unitReaches = (module: Module, unit: Unit): boolean =>
    [...unit.uses.names.keys()].some((name) => isModuleName(module, name) && reaches(module, name)) ||
    unit.uses.dynamicImports.some(({ source }) => importReaches(module, source, undefined));

  const importReaches = (module: Module, source: string, imported: string | undefined): boolean => {
    const target = project.resolve(module.file, source);
    if (target.type === "package") return packageRule(source, imported).type === "refuse";
    if (target.type !== "code") return false;
    const other = project.module(target.file);
    if (other === undefined) return false;
    if (imported === undefined || imported === "*")
      return [...other.exports.keys()].some((name) => exportReaches(other, name));
    return exportReaches(other, imported);
  };

  const exportReaches = (module: Module, exported: string): boolean => {
    const found = module.exports.get(exported);
    if (found?.type === "local") return reaches(module, found.name);
    if (found?.type === "from") return importReaches(module, found.source, found.imported);
    const origin = project.origin(module.file, exported);
    return origin !== undefined && reaches(origin.module, origin.name);
  };

  const holdsServerCode = (module: Module): boolean => {
    let answer = holds.get(module);
    if (answer === undefined) {
      answer = module.units.some((unit) => states.isState(module, unit) || isModel(module, unit));
      holds.set(module, answer);
    }
    return answer;
  };

  const runsOnServer = (module: Module): boolean =>
    holdsServerCode(module) ||
    module.units.some((unit) => unit.kind === "statement" && unitReaches(module, unit)) ||
    module.imports.some(({ bindings, source }) => bindings.length === 0 && importReaches(module, source, undefined));

  return { unitReaches, runsOnServer, holdsServerCode };
}

function isModuleName(module: Module, name: string): boolean {
  return module.bindings.has(name) || module.unitOf.has(name);
}
