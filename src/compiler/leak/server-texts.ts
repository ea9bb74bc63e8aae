import type { Node } from "oxc-parser";
import type { CompiledApp } from "../compile-app.ts";
import { emitClient } from "../emit/emit-client.ts";
import { packageRule } from "../project/server-only.ts";
import { childrenOf } from "../syntax/children-of.ts";

/** Shorter texts stand in too many places by chance. */
const shortestText = 12;

/** What must be in no file that a browser gets: texts, and names of packages as an import writes them. */
export interface ServerTexts {
  readonly texts: ReadonlySet<string>;
  readonly packages: ReadonlySet<string>;
}

/** Collects the literals of an app that stand in nothing that the browser half keeps. */
export function serverTexts({ project, states, client, pages }: CompiledApp): ServerTexts {
  const texts = new Set<string>();
  const packages = new Set<string>();
  for (const file of project.files) {
    const module = project.module(file);
    for (const { source } of module?.imports ?? []) {
      const isPackage = project.resolve(file, source).type === "package";
      if (isPackage && !source.startsWith("rowx") && packageRule(source, undefined).type === "refuse") {
        packages.add(source);
      }
    }
    for (const unit of module?.units ?? []) {
      const isKept = client.get(file)?.units.has(unit) === true && !states.has(unit);
      if (!isKept) collect(unit.node, texts);
    }
  }
  const context = { project, states, slices: client, toApp: "" };
  const shipped = [...client.values()].map((slice) => emitClient(slice, context).toString());
  shipped.push(...pages.flatMap(({ route, title = "" }) => [route, title]));
  for (const text of texts) if (shipped.some((one) => one.includes(text))) texts.delete(text);
  return { texts, packages };
}

function collect(node: Node, texts: Set<string>): void {
  if (node.type.startsWith("TS") && !("expression" in node)) return;
  if (node.type === "Literal" && typeof node.value === "string") add(node.value, texts);
  else if (node.type === "TemplateElement") add(node.value.cooked ?? "", texts);
  for (const child of childrenOf(node)) collect(child, texts);
}

function add(text: string, texts: Set<string>): void {
  if (text.trim().length >= shortestText) texts.add(text);
}
