import { parseSync, type ExportNamedDeclaration, type ImportDeclaration, type Node, type Statement } from "oxc-parser";
import { RxError } from "../../errors/rx-error.ts";
import type { Problem } from "../problem.ts";
import { boundNames } from "./bound-names.ts";
import { hoistedNames } from "./hoisted-names.ts";
import { defaultName } from "./default-name.ts";
import { findReferences } from "./find-references.ts";
import type { ImportBinding, ImportStatement, Module, ModuleExport, Unit } from "./module.ts";
import { placeOf } from "./place-of.ts";

/** Takes a file apart into imports, exports and units; the problem where its syntax is wrong. */
export function analyzeModule(file: string, text: string): Module | Problem {
  const { program, errors } = parseSync(file, text, {
    lang: languageOf(file),
    sourceType: "module",
    astType: "ts",
  });
  const failure = errors.find(({ severity }) => severity === "Error");
  if (failure !== undefined) {
    const place = placeOf(file, text, failure.labels[0]?.start ?? 0);
    return { ...place, error: new RxError("SYNTAX_INVALID", { message: failure.message }) };
  }
  const reader = new Reader();
  for (const statement of program.body) reader.read(statement);
  return { file, text, ...reader.result() };
}

function languageOf(file: string): "ts" | "tsx" | "js" | "jsx" {
  if (/\.[cm]?ts$/.test(file)) return "ts";
  if (/\.[cm]?js$/.test(file)) return "js";
  return file.endsWith(".jsx") ? "jsx" : "tsx";
}

class Reader {
  readonly #imports: ImportStatement[] = [];
  readonly #stars: ImportStatement[] = [];
  readonly #units: Unit[] = [];
  readonly #exports = new Map<string, ModuleExport>();

  read(statement: Statement): void {
    switch (statement.type) {
      case "ImportDeclaration":
        return this.#import(statement);
      case "ExportNamedDeclaration":
        return this.#exportNamed(statement);
      case "ExportAllDeclaration": {
        if (statement.exportKind === "type") return;
        const { source, start, end } = statement;
        const whole = { source: source.value, sourceStart: source.start, sourceEnd: source.end, start, end };
        if (statement.exported === null) this.#stars.push({ ...whole, bindings: [] });
        else this.#reexport(nameOf(statement.exported), source.value, "*", start);
        return;
      }
      case "ExportDefaultDeclaration":
        return this.#exportDefault(statement.declaration, statement);
      default:
        return this.#declare(statement, statement, false);
    }
  }

  result(): Omit<Module, "file" | "text"> {
    const bindings = new Map(this.#imports.flatMap((one) => one.bindings.map((binding) => [binding.local, binding])));
    const unitOf = new Map(this.#units.flatMap((unit) => unit.names.map((name) => [name, unit])));
    return {
      imports: this.#imports,
      units: this.#units,
      exports: this.#exports,
      stars: this.#stars,
      bindings,
      unitOf,
    };
  }

  #import(statement: ImportDeclaration): void {
    if (statement.importKind === "type") return;
    const source = statement.source.value;
    const bindings = statement.specifiers.flatMap((specifier): ImportBinding[] => {
      const { start } = specifier;
      const local = specifier.local.name;
      if (specifier.type === "ImportDefaultSpecifier") return [{ local, imported: "default", source, start }];
      if (specifier.type === "ImportNamespaceSpecifier") return [{ local, imported: "*", source, start }];
      return specifier.importKind === "type" ? [] : [{ local, imported: nameOf(specifier.imported), source, start }];
    });
    // `import { type A } from "x"` imports nothing at run time, `import "x"` does.
    if (bindings.length === 0 && statement.specifiers.length > 0) return;
    this.#imports.push({
      source,
      sourceStart: statement.source.start,
      sourceEnd: statement.source.end,
      start: statement.start,
      end: statement.end,
      bindings,
    });
  }

  #exportNamed(statement: ExportNamedDeclaration): void {
    if (statement.exportKind === "type") return;
    if (statement.declaration !== null) return this.#declare(statement.declaration, statement, true);
    for (const specifier of statement.specifiers) {
      if (specifier.exportKind === "type") continue;
      const exported = nameOf(specifier.exported);
      const { start, end } = specifier;
      if (statement.source !== null) {
        this.#reexport(exported, statement.source.value, nameOf(specifier.local), start);
      } else {
        this.#exports.set(exported, { type: "local", name: nameOf(specifier.local), specifier: { start, end } });
      }
    }
  }

  #reexport(exported: string, source: string, imported: string, start: number): void {
    this.#exports.set(exported, { type: "from", source, imported, start });
  }

  #exportDefault(declaration: Node, statement: Statement): void {
    if (declaration.type === "TSInterfaceDeclaration") return;
    const isClass = declaration.type === "ClassDeclaration";
    const named =
      isClass || declaration.type === "FunctionDeclaration" ? (declaration.id?.name ?? defaultName) : defaultName;
    this.#exports.set("default", { type: "local", name: named });
    this.#units.push({
      kind: isClass ? "class" : declaration.type === "FunctionDeclaration" ? "function" : "default",
      names: [named],
      uses: findReferences(declaration),
      start: statement.start,
      end: statement.end,
      statement,
      bare: declaration.start,
      node: declaration,
      ...(isClass ? { classNode: declaration } : {}),
    });
  }

  #declare(declaration: Node, statement: Statement, exported: boolean): void {
    const names = exported ? declaredBy(declaration) : [];
    for (const name of names) this.#exports.set(name, { type: "local", name });
    const { start, end } = statement;
    const whole = { start, end, statement, bare: declaration.start, node: declaration };
    if (declaration.type === "VariableDeclaration") {
      if (declaration.declare) return;
      for (const declarator of declaration.declarations) {
        this.#units.push({
          ...whole,
          kind: "variable",
          names: boundNames(declarator.id),
          uses: findReferences(declarator),
          start: declarator.start,
          end: declarator.end,
          node: declarator,
          ...(declarator.init?.type === "ClassExpression" ? { classNode: declarator.init } : {}),
        });
      }
    } else if (declaration.type === "FunctionDeclaration") {
      this.#units.push({
        ...whole,
        kind: "function",
        names: declaredBy(declaration),
        uses: findReferences(declaration),
      });
    } else if (declaration.type === "ClassDeclaration") {
      const unit = { ...whole, kind: "class", names: declaredBy(declaration), classNode: declaration } as const;
      if (!declaration.declare) this.#units.push({ ...unit, uses: findReferences(declaration) });
    } else if (declaration.type === "TSEnumDeclaration" || !declaration.type.startsWith("TS")) {
      const hoisted = declaration.type === "TSEnumDeclaration" ? declaredBy(declaration) : hoistedNames(declaration);
      this.#units.push({ ...whole, kind: "statement", names: hoisted, uses: findReferences(declaration) });
    }
  }
}

function declaredBy(declaration: Node): readonly string[] {
  if (declaration.type === "VariableDeclaration") return declaration.declarations.flatMap(({ id }) => boundNames(id));
  if (declaration.type === "FunctionDeclaration" || declaration.type === "ClassDeclaration") {
    return declaration.id === null ? [] : [declaration.id.name];
  }
  return declaration.type === "TSEnumDeclaration" ? [declaration.id.name] : [];
}

function nameOf(name: { type: string; name?: string; value?: unknown }): string {
  return name.name ?? String(name.value);
}
