// A real scope walk: a textual one keeps a server import alive for `helper(db) {…}` or `const { db = 3 } = …` in a component.
import type { ArrowFunctionExpression, Class, Function as FunctionNode, Node } from "oxc-parser";
import { boundNames } from "./bound-names.ts";
import { childrenOf } from "./children-of.ts";
import { hoistedNames } from "./hoisted-names.ts";
import { lexicalNames } from "./lexical-names.ts";

/** What a piece of code takes from outside itself. */
export interface References {
  /** Free names, module-level and global ones, each with the offset of its first use. */
  readonly names: ReadonlyMap<string, number>;
  /** Sources of `import("…")` with the offsets of the literal. */
  readonly dynamicImports: readonly { readonly source: string; readonly start: number; readonly end: number }[];
}

/** Finds the free names of a node's values; types count for nothing. */
export function findReferences(node: Node): References {
  const walk = new Walk();
  walk.visit(node, undefined);
  return walk;
}

interface Scope {
  readonly names: ReadonlySet<string>;
  readonly outer: Scope | undefined;
}

type OuterScope = Scope | undefined;

class Walk implements References {
  readonly names = new Map<string, number>();
  readonly dynamicImports: { source: string; start: number; end: number }[] = [];

  visit(node: Node, scope: OuterScope): void {
    switch (node.type) {
      case "Identifier":
        return this.#reference(node.name, node.start, scope);
      case "JSXOpeningElement":
        // `<div>` is an element of HTML, `<Grid>` and `<grid.Row>` are values.
        if (node.name.type !== "JSXIdentifier" || !/^[a-z]/.test(node.name.name)) this.#jsxName(node.name, scope);
        for (const attribute of node.attributes) this.visit(attribute, scope);
        return;
      case "JSXClosingElement":
        return;
      case "JSXAttribute":
        if (node.value !== null) this.visit(node.value, scope);
        return;
      case "MemberExpression":
        this.visit(node.object, scope);
        if (node.computed) this.visit(node.property, scope);
        return;
      case "Property":
      case "PropertyDefinition":
      case "AccessorProperty":
      case "MethodDefinition":
        if (node.computed) this.visit(node.key, scope);
        if (node.value !== null) this.visit(node.value, scope);
        return;
      case "LabeledStatement":
        return this.visit(node.body, scope);
      case "BreakStatement":
      case "ContinueStatement":
      case "MetaProperty":
        return;
      case "ImportExpression":
        return this.#dynamicImport(node.source, scope);
      case "ExportNamedDeclaration":
        if (node.declaration !== null) this.visit(node.declaration, scope);
        return;
      case "TSEnumDeclaration":
        for (const member of node.body.members) if (member.initializer) this.visit(member.initializer, scope);
        return;
      default:
        return this.#scoped(node, scope);
    }
  }

  /** Nodes that open a scope, declare, or hold values beside types. */
  #scoped(node: Node, scope: OuterScope): void {
    switch (node.type) {
      case "FunctionDeclaration":
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        return this.#function(node, scope);
      case "ClassDeclaration":
      case "ClassExpression":
        return this.#class(node, scope);
      case "VariableDeclarator":
        this.#pattern(node.id, scope);
        if (node.init !== null) this.visit(node.init, scope);
        return;
      case "BlockStatement":
      case "StaticBlock":
        return this.#children(node, open(lexicalNames(node.body), scope));
      case "SwitchStatement": {
        this.visit(node.discriminant, scope);
        const inner = open(lexicalNames(node.cases.flatMap(({ consequent }) => consequent)), scope);
        for (const branch of node.cases) this.#children(branch, inner);
        return;
      }
      case "ForStatement":
        return this.#children(node, open(node.init === null ? [] : lexicalNames([node.init]), scope));
      case "ForInStatement":
      case "ForOfStatement":
        return this.#children(node, open(lexicalNames([node.left]), scope));
      case "CatchClause": {
        const inner = open(node.param === null ? [] : boundNames(node.param), scope);
        if (node.param !== null) this.#pattern(node.param, inner);
        return this.visit(node.body, inner);
      }
      case "TSAsExpression":
      case "TSSatisfiesExpression":
      case "TSNonNullExpression":
      case "TSInstantiationExpression":
      case "TSTypeAssertion":
        return this.visit(node.expression, scope);
      default:
        // All other nodes of TypeScript are types: they do not exist at run time.
        if (!node.type.startsWith("TS")) this.#children(node, scope);
    }
  }

  #children(node: Node, scope: OuterScope): void {
    for (const child of childrenOf(node)) this.visit(child, scope);
  }

  #function(node: FunctionNode | ArrowFunctionExpression, scope: OuterScope): void {
    const own = node.type === "FunctionExpression" && node.id !== null ? [node.id.name] : [];
    const outer = open([...own, ...node.params.flatMap(boundNames), "arguments"], scope);
    for (const parameter of node.params) this.#pattern(parameter, outer);
    const { body } = node;
    if (body === null) return;
    // A parameter's default does not see what the body declares.
    if (body.type !== "BlockStatement") return this.visit(body, outer);
    const inner = open([...body.body.flatMap(hoistedNames), ...lexicalNames(body.body)], outer);
    for (const statement of body.body) this.visit(statement, inner);
  }

  #class(node: Class, scope: OuterScope): void {
    const inner = node.id === null ? scope : open([node.id.name], scope);
    for (const decorator of node.decorators) this.visit(decorator, scope);
    if (node.superClass !== null) this.visit(node.superClass, inner);
    for (const member of node.body.body) this.visit(member, inner);
  }

  /** Defaults and computed keys; the names themselves are declarations. */
  #pattern(pattern: Node, scope: OuterScope): void {
    switch (pattern.type) {
      case "ObjectPattern":
        for (const property of pattern.properties) this.#pattern(property, scope);
        return;
      case "Property":
        if (pattern.computed) this.visit(pattern.key, scope);
        return this.#pattern(pattern.value, scope);
      case "ArrayPattern":
        for (const element of pattern.elements) if (element !== null) this.#pattern(element, scope);
        return;
      case "AssignmentPattern":
        this.#pattern(pattern.left, scope);
        return this.visit(pattern.right, scope);
      case "RestElement":
        return this.#pattern(pattern.argument, scope);
      case "TSParameterProperty":
        return this.#pattern(pattern.parameter, scope);
      default:
        if (pattern.type !== "Identifier") this.visit(pattern, scope);
    }
  }

  #jsxName(name: Node, scope: OuterScope): void {
    if (name.type === "JSXMemberExpression") return this.#jsxName(name.object, scope);
    if (name.type === "JSXIdentifier") this.#reference(name.name, name.start, scope);
  }

  #dynamicImport(source: Node, scope: OuterScope): void {
    if (source.type === "Literal" && typeof source.value === "string") {
      this.dynamicImports.push({ source: source.value, start: source.start, end: source.end });
    } else this.visit(source, scope);
  }

  #reference(name: string, offset: number, scope: OuterScope): void {
    for (let at = scope; at !== undefined; at = at.outer) if (at.names.has(name)) return;
    if (!this.names.has(name)) this.names.set(name, offset);
  }
}

function open(names: readonly string[], outer: OuterScope): OuterScope {
  return names.length === 0 ? outer : { names: new Set(names), outer };
}
