import type { Class, ClassElement } from "oxc-parser";
import { RxError } from "../../errors/rx-error.ts";
import type { Problem } from "../problem.ts";
import type { Module, Unit } from "../syntax/module.ts";
import { placeOf } from "../syntax/place-of.ts";
import type { StateFinder } from "./find-states.ts";
import type { Project } from "./project.ts";

/** A State that the app declares. */
export interface DeclaredState {
  readonly id: string;
  readonly module: Module;
  readonly unit: Unit;
  /** An abstract class has no instances: it is never registered. */
  readonly abstract: boolean;
}

/** Members of State itself, which no State may declare again. */
const reserved = new Set(["flush", "get", "turn", "browser"]);

/** Lists the States of an app by their units and tells what is wrong with them: members, ids, two of one id. */
export function listStates(
  project: Project,
  states: StateFinder,
  problems: Problem[],
): ReadonlyMap<Unit, DeclaredState> {
  const list = new Map<Unit, DeclaredState>();
  const byId = new Map<string, DeclaredState>();
  for (const file of project.files) {
    const module = project.module(file);
    for (const unit of module?.units ?? []) {
      if (module === undefined || !states.isState(module, unit)) continue;
      const report = (offset: number, error: RxError): void =>
        void problems.push({ ...placeOf(file, module.text, offset), error });
      const id = idOf(unit, report);
      if (id === undefined) continue;
      if (unit.classNode !== undefined) checkMembers(unit.classNode, id, report);
      const abstract = unit.classNode === undefined ? isBaseOnly(module, unit) : unit.classNode.abstract === true;
      const state = { id, module, unit, abstract };
      list.set(unit, state);
      if (abstract) continue;
      const other = byId.get(id);
      if (other === undefined) byId.set(id, state);
      else {
        const { line } = placeOf(other.module.file, other.module.text, other.unit.bare);
        report(unit.bare, new RxError("STATE_ID_DUPLICATE", { id, other: `${other.module.file}:${line}` }));
      }
    }
  }
  return list;
}

type Report = (offset: number, error: RxError) => void;

function idOf(unit: Unit, report: Report): string | undefined {
  const name = unit.classNode?.id?.name ?? (unit.kind === "variable" ? unit.names[0] : undefined);
  if (name === undefined) {
    report(unit.bare, new RxError("STATE_ID_MISSING", { found: "a class without a name" }));
    return undefined;
  }
  const key = unit.classNode?.body.body.find((member) => isStatic(member) && nameOf(member) === "key");
  if (key === undefined) return name;
  const value = key.type === "PropertyDefinition" ? key.value : null;
  const plain = value?.type === "TSAsExpression" ? value.expression : value;
  if (plain?.type === "Literal" && typeof plain.value === "string") return plain.value;
  report(key.start, new RxError("STATE_ID_MISSING", { found: "a `key` that is not a text" }));
  return undefined;
}

/** `const Base = crud(…)` that nothing but `extends Base` uses is a base class, not a State of its own. */
function isBaseOnly(module: Module, unit: Unit): boolean {
  const name = unit.names[0] ?? "";
  const isExported = [...module.exports.values()].some((one) => one.type === "local" && one.name === name);
  const uses = module.units.filter((other) => other !== unit && other.uses.names.has(name));
  return (
    !isExported &&
    uses.every(({ classNode }) => {
      const base = classNode?.superClass;
      return base?.type === "Identifier" && base.name === name;
    })
  );
}

function checkMembers(node: Class, state: string, report: Report): void {
  for (const member of node.body.body) {
    const name = nameOf(member);
    if (name === undefined || isStatic(member)) continue;
    const isMethod = member.type === "MethodDefinition" && member.kind === "method";
    if (reserved.has(name)) report(member.start, new RxError("STATE_MEMBER_RESERVED", { state, name }));
    const modifier = "accessibility" in member ? member.accessibility : null;
    // A method is never called by the browser: there the words of TypeScript do no harm.
    if (!isMethod && (modifier === "private" || modifier === "protected")) {
      const params = { state, found: `${modifier} ${name}`, name: name.replace(/^_+/, "") };
      report(member.start, new RxError("STATE_MEMBER_PRIVATE", params));
    }
  }
}

function isStatic(member: ClassElement): boolean {
  return "static" in member && member.static;
}

function nameOf(member: ClassElement): string | undefined {
  if (!("key" in member) || member.computed) return undefined;
  if (member.key.type === "Identifier") return member.key.name;
  return member.key.type === "Literal" && typeof member.key.value === "string" ? member.key.value : undefined;
}
