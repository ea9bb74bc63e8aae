import type { Node } from "oxc-parser";
import { RxError } from "../../errors/rx-error.ts";
import type { Problem } from "../problem.ts";
import type { Module } from "../syntax/module.ts";
import { placeOf } from "../syntax/place-of.ts";
import type { Route } from "./route.ts";

/** Reads `export const page = { title, requires }` from the text: the page itself is not run for it. */
export function readPageSettings(module: Module, problems: Problem[]): Pick<Route, "title" | "requires"> {
  const found = module.exports.get("page");
  const unit = found?.type === "local" ? module.unitOf.get(found.name) : undefined;
  if (found === undefined) return {};
  const report = (offset: number, expected: string, what: string): void => {
    const error = new RxError("PAGE_SETTING_INVALID", { expected, found: what });
    problems.push({ ...placeOf(module.file, module.text, offset), error });
  };
  const init = unit?.node.type === "VariableDeclarator" && unit.node.init !== null ? plain(unit.node.init) : undefined;
  if (init?.type !== "ObjectExpression") {
    report(unit?.start ?? 0, "an object", "something else");
    return {};
  }
  const settings: { title?: string; requires?: string | readonly string[] } = {};
  for (const property of init.properties) {
    const name = property.type === "Property" && property.key.type === "Identifier" ? property.key.name : undefined;
    if (property.type !== "Property" || (name !== "title" && name !== "requires")) {
      report(property.start, "`title` and `requires` only", `\`${module.text.slice(property.start, property.end)}\``);
      continue;
    }
    const value = textOf(property.value);
    const list = property.value.type === "ArrayExpression" ? property.value.elements.map(textOf) : undefined;
    if (value !== undefined) settings[name] = value;
    else if (name === "requires" && list?.every((item) => item !== undefined)) settings.requires = list;
    else report(property.value.start, `a text as \`${name}\``, "an expression");
  }
  return settings;
}

function textOf(node: Node | null): string | undefined {
  const value = node === null ? undefined : plain(node);
  if (value?.type === "Literal" && typeof value.value === "string") return value.value;
  if (value?.type !== "TemplateLiteral" || value.expressions.length > 0) return undefined;
  return value.quasis[0]?.value.cooked ?? undefined;
}

function plain(node: Node): Node {
  return node.type === "TSAsExpression" || node.type === "TSSatisfiesExpression" ? plain(node.expression) : node;
}
