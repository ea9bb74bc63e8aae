// Which declarations are States: the body of one never reaches the browser, so the doubtful ones count as States.
import type { ArrowFunctionExpression, Class, Function as FunctionNode, Node } from "oxc-parser";
import { childrenOf } from "../syntax/children-of.ts";
import type { Module, Unit } from "../syntax/module.ts";
import type { Project } from "./project.ts";

/** Answers what is a State in a project. */
export interface StateFinder {
  /** Does this unit declare a State, as a class or as what a call like `crud(…)` gives? */
  isState(module: Module, unit: Unit): boolean;
}

/** Makers of members that only a State has: a class with one of them is a State even where its base cannot be followed. */
const makers = new Set(["event", "bindable", "url", "stored", "rows"]);

/** Finds States through imports, base classes and calls that return one. */
export function findStates(project: Project): StateFinder {
  return new Finder(project);
}

class Finder implements StateFinder {
  readonly #project: Project;
  readonly #names = new Map<string, boolean>();

  constructor(project: Project) {
    this.#project = project;
  }

  isState(module: Module, unit: Unit): boolean {
    if (unit.classNode !== undefined) return this.#isStateClass(module, unit.classNode);
    if (unit.kind === "variable" && unit.node.type === "VariableDeclarator" && unit.node.init !== null) {
      return unwrap(unit.node.init).type === "CallExpression" && this.#isStateExpression(module, unit.node.init);
    }
    return unit.kind === "default" && unit.node.type === "CallExpression" && this.#isStateExpression(module, unit.node);
  }

  #isStateClass(module: Module, node: Class): boolean {
    if (node.superClass === null) return false;
    if (this.#isStateExpression(module, node.superClass)) return true;
    return unwrap(node.superClass).type !== "Identifier" && hasStateMembers(module, node);
  }

  #isStateExpression(module: Module, expression: Node): boolean {
    const node = unwrap(expression);
    switch (node.type) {
      case "Identifier":
        return this.#isStateName(module, node.name);
      case "MemberExpression":
        if (node.object.type !== "Identifier" || node.property.type !== "Identifier") return false;
        return this.#isStateImport(module, node.object.name, node.property.name);
      case "ClassExpression":
        return this.#isStateClass(module, node);
      case "ConditionalExpression":
        return this.#isStateExpression(module, node.consequent) || this.#isStateExpression(module, node.alternate);
      case "CallExpression":
        return (
          node.arguments.some((argument) => this.#isStateExpression(module, argument)) ||
          this.#returnsState(module, node.callee)
        );
      default:
        return false;
    }
  }

  /** `import * as app from …`, then `app.Base`. */
  #isStateImport(module: Module, namespace: string, name: string): boolean {
    const binding = module.bindings.get(namespace);
    if (binding?.imported !== "*") return false;
    return this.#isImportedState(module, binding.source, name);
  }

  #isStateName(module: Module, name: string): boolean {
    const key = `${module.file}\0${name}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    this.#names.set(key, false);
    const answer = this.#look(module, name);
    this.#names.set(key, answer);
    return answer;
  }

  #look(module: Module, name: string): boolean {
    const binding = module.bindings.get(name);
    if (binding !== undefined) return this.#isImportedState(module, binding.source, binding.imported);
    const unit = module.unitOf.get(name);
    if (unit === undefined) return false;
    if (this.isState(module, unit)) return true;
    const { node } = unit;
    return node.type === "VariableDeclarator" && node.init !== null && this.#isStateExpression(module, node.init);
  }

  #isImportedState(module: Module, source: string, imported: string): boolean {
    if (source === "rowx") return imported === "State";
    const target = this.#project.resolve(module.file, source);
    if (target.type !== "code") return false;
    const origin = this.#project.origin(target.file, imported);
    // An export that leads out of the app: `export { State as Base } from "rowx"`.
    if (origin === undefined) return this.#leadsToState(target.file, imported);
    return this.#isStateName(origin.module, origin.name);
  }

  #leadsToState(file: string, exported: string): boolean {
    const module = this.#project.module(file);
    const found = module?.exports.get(exported);
    if (module === undefined || found === undefined) return false;
    if (found.type === "from") return this.#isImportedState(module, found.source, found.imported);
    const binding = module.bindings.get(found.name);
    return binding !== undefined && this.#isImportedState(module, binding.source, binding.imported);
  }

  #returnsState(module: Module, callee: Node): boolean {
    const node = unwrap(callee);
    if (node.type === "MemberExpression" && node.object.type === "Identifier" && node.property.type === "Identifier") {
      const binding = module.bindings.get(node.object.name);
      return binding?.imported === "*" && this.#importReturnsState(module, binding.source, node.property.name);
    }
    if (node.type !== "Identifier") return false;
    const binding = module.bindings.get(node.name);
    if (binding !== undefined) return this.#importReturnsState(module, binding.source, binding.imported);
    const unit = module.unitOf.get(node.name);
    return unit !== undefined && this.#functionReturnsState(module, unit);
  }

  #importReturnsState(module: Module, source: string, imported: string): boolean {
    if (source === "rowx") return imported === "crud";
    const target = this.#project.resolve(module.file, source);
    if (target.type !== "code") return false;
    const origin = this.#project.origin(target.file, imported);
    const unit = origin?.module.unitOf.get(origin.name);
    return origin !== undefined && unit !== undefined && this.#functionReturnsState(origin.module, unit);
  }

  #functionReturnsState(module: Module, unit: Unit): boolean {
    const node =
      unit.node.type === "VariableDeclarator" && unit.node.init !== null ? unwrap(unit.node.init) : unit.node;
    if (!isFunction(node) || node.body === null) return false;
    const key = `${module.file}\0()${node.start}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    this.#names.set(key, false);
    const answer = this.#givesState(module, node.body) || this.#isStateExpression(module, node.body);
    this.#names.set(key, answer);
    return answer;
  }

  #givesState(module: Module, node: Node): boolean {
    if (node.type === "ClassDeclaration" || node.type === "ClassExpression") return this.#isStateClass(module, node);
    if (node.type === "ReturnStatement" && node.argument !== null) {
      return this.#isStateExpression(module, node.argument);
    }
    return childrenOf(node).some((child) => this.#givesState(module, child));
  }
}

function isFunction(node: Node): node is FunctionNode | ArrowFunctionExpression {
  return (
    node.type === "FunctionDeclaration" || node.type === "FunctionExpression" || node.type === "ArrowFunctionExpression"
  );
}

function unwrap(node: Node): Node {
  switch (node.type) {
    case "ParenthesizedExpression":
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSNonNullExpression":
    case "TSInstantiationExpression":
    case "TSTypeAssertion":
      return unwrap(node.expression);
    default:
      return node;
  }
}

function hasStateMembers(module: Module, node: Class): boolean {
  return node.body.body.some((member) => {
    if (member.type !== "PropertyDefinition" || member.value?.type !== "CallExpression") return false;
    const { callee } = member.value;
    const name = callee.type === "MemberExpression" ? callee.object : callee;
    const binding = name.type === "Identifier" ? module.bindings.get(name.name) : undefined;
    return binding?.source === "rowx" && makers.has(binding.imported);
  });
}
