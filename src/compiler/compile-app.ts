import type { Problem } from "./problem.ts";
import { createProject, type ModuleCache } from "./project/create-project.ts";
import { findStates } from "./project/find-states.ts";
import { listStates, type DeclaredState } from "./project/list-states.ts";
import type { Project } from "./project/project.ts";
import type { SourceTree } from "./project/source-tree.ts";
import type { Route } from "./routes/route.ts";
import { scanRoutes } from "./routes/scan-routes.ts";
import { sliceClient } from "./slice/slice-client.ts";
import { sliceServer } from "./slice/slice-server.ts";
import type { Slice } from "./slice/slice.ts";
import type { Unit } from "./syntax/module.ts";

/** A page with the ids of the States that it and the layout use. */
export interface CompiledPage extends Route {
  readonly states: readonly string[];
}

/** An app, sliced in two and not yet written. */
export interface CompiledApp {
  readonly project: Project;
  readonly states: ReadonlyMap<Unit, DeclaredState>;
  readonly pages: readonly CompiledPage[];
  /** The file of the layout, where the app has one. */
  readonly layout: string | undefined;
  /** Ids of the States that the layout uses. */
  readonly layoutStates: readonly string[];
  /** The file of the seed, where the app has one. */
  readonly seed: string | undefined;
  readonly client: ReadonlyMap<string, Slice>;
  readonly server: ReadonlyMap<string, Slice>;
  /** With any, nothing may be written: what runs keeps running. */
  readonly problems: readonly Problem[];
}

/** How an app is compiled. */
export interface CompileOptions {
  /** See ServerRoots. */
  readonly keepExports?: boolean;
}

/** Slices an app: which pieces of which files each half gets, and what is wrong with them. */
export function compileApp(
  tree: SourceTree,
  cache: ModuleCache = new Map(),
  { keepExports = false }: CompileOptions = {},
): CompiledApp {
  const problems: Problem[] = [];
  const project = createProject(tree, cache, problems);
  const finder = findStates(project);
  const routes = scanRoutes(project, problems);
  const layout = firstOf(project, ["app/layout.tsx", "app/layout.jsx"]);
  const seed = firstOf(project, ["app/seed.ts", "app/seed.tsx", "app/seed.js"]);
  const states = listStates(project, finder, problems);
  const roots = [...routes.map(({ file }) => file), ...(layout === undefined ? [] : [layout])];
  const client = sliceClient(project, finder, roots, problems);
  const server = sliceServer(
    project,
    finder,
    { defaults: seed === undefined ? [] : [seed], pages: new Set(roots), keepExports },
    problems,
  );
  const idsOf = (file: string | undefined): readonly string[] =>
    file === undefined ? [] : [...client.statesOf(file)].flatMap((unit) => states.get(unit)?.id ?? []);
  const layoutStates = idsOf(layout);
  const pages = routes.map((route) => ({
    ...route,
    states: [...new Set([...layoutStates, ...idsOf(route.file)])].toSorted(),
  }));
  return {
    project,
    states,
    pages,
    layout,
    layoutStates,
    seed,
    client: client.slices,
    server,
    problems: unique(problems),
  };
}

function firstOf(project: Project, files: readonly string[]): string | undefined {
  return files.find((file) => project.files.includes(file));
}

/** Both halves meet the same missing import: it is told once. */
function unique(problems: readonly Problem[]): readonly Problem[] {
  const byText = new Map(problems.map((one) => [`${one.file}:${one.line}:${one.column} ${one.error.message}`, one]));
  return [...byText.values()];
}
