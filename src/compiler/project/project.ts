import type { Module } from "../syntax/module.ts";

/** Where an import leads. */
export type Target =
  | { readonly type: "code"; readonly file: string }
  /** Styles, pictures, JSON: anything of the app that is not code. */
  | { readonly type: "asset"; readonly file: string }
  | { readonly type: "package"; readonly name: string }
  | { readonly type: "missing" };

/** The whole app, taken apart; files whose syntax is wrong are not in it. */
export interface Project {
  readonly files: readonly string[];
  module(file: string): Module | undefined;
  resolve(from: string, source: string): Target;
  /** The file and local name behind an export, through `export … from`; undefined where there is none. */
  origin(file: string, exported: string): Origin | undefined;
}

/** A declaration, found from an export. */
export interface Origin {
  readonly module: Module;
  readonly name: string;
}
