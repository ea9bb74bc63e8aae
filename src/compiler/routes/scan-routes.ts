import { RxError } from "../../errors/rx-error.ts";
import type { Problem } from "../problem.ts";
import type { Project } from "../project/project.ts";
import { readPageSettings } from "./read-page-settings.ts";
import type { Route } from "./route.ts";

const folder = "app/pages/";
const segment = /^(?:[\w~.-]+|\[\w+\])$/;

/** Lists the pages of app/pages in the order of their routes; files and folders that begin with `_` are no pages. */
export function scanRoutes(project: Project, problems: Problem[]): readonly Route[] {
  const routes = new Map<string, Route>();
  for (const file of project.files) {
    if (!isPage(file)) continue;
    const report = (error: RxError): void => void problems.push({ file, line: 1, column: 1, error });
    const route = routeOf(file);
    const pattern = route?.replace(/\[\w+\]/g, "[]");
    if (route === undefined || pattern === undefined) {
      report(new RxError("ROUTE_INVALID", { found: file.slice(folder.length) }));
      continue;
    }
    const module = project.module(file);
    if (module === undefined) continue;
    if (!module.exports.has("default")) report(new RxError("PAGE_WITHOUT_COMPONENT"));
    const other = routes.get(pattern);
    if (other !== undefined) report(new RxError("ROUTE_DUPLICATE", { route, other: other.file }));
    else routes.set(pattern, { route, file, ...readPageSettings(module, problems) });
  }
  return [...routes.values()].toSorted((a, b) => (a.route < b.route ? -1 : 1));
}

function isPage(file: string): boolean {
  return (
    file.startsWith(folder) &&
    /\.[jt]sx$/.test(file) &&
    !file
      .slice(folder.length)
      .split("/")
      .some((part) => part.startsWith("_"))
  );
}

function routeOf(file: string): string | undefined {
  const parts = file
    .slice(folder.length)
    .replace(/\.[jt]sx$/, "")
    .split("/");
  const rest = parts.at(-1);
  const isRest = rest !== undefined && /^\[\.\.\.\w+\]$/.test(rest);
  const fixed = isRest ? parts.slice(0, -1) : parts;
  if (!fixed.every((part) => segment.test(part))) return undefined;
  const shown = rest === "index" ? parts.slice(0, -1) : parts;
  return `/${shown.join("/")}`;
}
