import type { Class, Node } from "oxc-parser";
import type { References } from "./find-references.ts";

/** One name that a file imports. */
export interface ImportBinding {
  readonly local: string;
  /** Name in the other file; `default`, or `*` for the whole of it. */
  readonly imported: string;
  readonly source: string;
  readonly start: number;
}

/** One import or `export … from` statement. */
export interface ImportStatement {
  readonly source: string;
  readonly sourceStart: number;
  readonly sourceEnd: number;
  readonly start: number;
  readonly end: number;
  /** Empty: imported for what it does. */
  readonly bindings: readonly ImportBinding[];
}

/** The smallest piece that is kept or removed: one declared variable, function, class, or top-level statement. */
export interface Unit {
  readonly kind: "variable" | "function" | "class" | "statement" | "default";
  /** Module-level names that it declares; a default export without a name declares `*default*`. */
  readonly names: readonly string[];
  /** Of a variable: its declarator alone; else the whole statement. */
  readonly start: number;
  readonly end: number;
  /** The statement that it stands in, `export` included. */
  readonly statement: { readonly start: number; readonly end: number };
  /** Where the declaration begins when `export` or `export default` is taken off. */
  readonly bare: number;
  readonly node: Node;
  /** What it takes from outside itself. */
  readonly uses: References;
  readonly classNode?: Class;
}

/** What a file gives under one name: a name of its own, or one of another file. */
export type ModuleExport =
  | {
      readonly type: "local";
      readonly name: string;
      readonly specifier?: { readonly start: number; readonly end: number };
    }
  | { readonly type: "from"; readonly source: string; readonly imported: string; readonly start: number };

/** A file, taken apart. */
export interface Module {
  /** Path from the app's folder, with `/`. */
  readonly file: string;
  readonly text: string;
  readonly imports: readonly ImportStatement[];
  readonly units: readonly Unit[];
  readonly exports: ReadonlyMap<string, ModuleExport>;
  /** Sources of `export * from`. */
  readonly stars: readonly ImportStatement[];
  /** By local name. */
  readonly bindings: ReadonlyMap<string, ImportBinding>;
  /** By the names that they declare. */
  readonly unitOf: ReadonlyMap<string, Unit>;
}
