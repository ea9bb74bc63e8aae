import type { Problem } from "../problem.ts";
import { analyzeModule } from "../syntax/analyze-module.ts";
import type { Module } from "../syntax/module.ts";
import type { Origin, Project, Target } from "./project.ts";
import { resolveImport } from "./resolve-import.ts";
import type { SourceTree } from "./source-tree.ts";

/** What was learnt of files in an earlier pass; a file whose text is the same is not read again. */
export type ModuleCache = Map<string, { readonly text: string; readonly result: Module | Problem }>;

/** Reads the app as it is now. Problems of files that cannot be read as code are collected, not thrown. */
export function createProject(disk: SourceTree, cache: ModuleCache, problems: Problem[]): Project {
  const tree = memorize(disk);
  const files = tree.files();
  const seen = new Set<string>();
  const targets = new Map<string, Target>();

  const module = (file: string): Module | undefined => {
    const text = tree.text(file);
    if (text === undefined) return undefined;
    let entry = cache.get(file);
    if (entry?.text !== text) {
      entry = { text, result: analyzeModule(file, text) };
      cache.set(file, entry);
    }
    if (!("error" in entry.result)) return entry.result;
    if (!seen.has(file)) problems.push(entry.result);
    seen.add(file);
    return undefined;
  };

  const resolve = (from: string, source: string): Target => {
    const key = `${from}\0${source}`;
    let target = targets.get(key);
    if (target === undefined) targets.set(key, (target = resolveImport(tree, from, source)));
    return target;
  };

  const origin = (file: string, exported: string, path: ReadonlySet<string> = new Set()): Origin | undefined => {
    const owner = module(file);
    const step = `${file}\0${exported}`;
    if (owner === undefined || path.has(step)) return undefined;
    const next = new Set([...path, step]);
    const follow = (source: string, name: string): Origin | undefined => {
      const target = resolve(file, source);
      return target.type === "code" ? origin(target.file, name, next) : undefined;
    };
    const found = owner.exports.get(exported);
    if (found?.type === "from") return follow(found.source, found.imported);
    if (found !== undefined) {
      const binding = owner.bindings.get(found.name);
      return binding === undefined ? { module: owner, name: found.name } : follow(binding.source, binding.imported);
    }
    if (exported === "default") return undefined;
    for (const star of owner.stars) {
      const behind = follow(star.source, exported);
      if (behind !== undefined) return behind;
    }
    return undefined;
  };

  return { files, module, resolve, origin };
}

/** Within one pass a file is asked for once, however many import it. */
function memorize(tree: SourceTree): SourceTree {
  const texts = new Map<string, string | undefined>();
  const existing = new Map<string, boolean>();
  return {
    files: () => tree.files(),
    text(file) {
      if (!texts.has(file)) texts.set(file, tree.text(file));
      return texts.get(file);
    },
    exists(file) {
      if (!existing.has(file)) existing.set(file, tree.exists(file));
      return existing.get(file) === true;
    },
  };
}
