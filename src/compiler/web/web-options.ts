import type { EmitCache } from "../emit/emit-cache.ts";
import type { FileWriter } from "../write/file-writer.ts";

/** What the Next project is written with. */
export interface WebOptions {
  readonly writer: FileWriter;
  readonly emitted: EmitCache<string>;
  /** Absolute path of the app. */
  readonly root: string;
  /** Absolute path of the folder that the writer writes, `.rx/web` in development. */
  readonly folder: string;
  /** Absolute path of the installed package `rowx`. */
  readonly packageFolder: string;
  /** Absolute path of the installed package `next`. */
  readonly nextFolder: string;
  /** The app's name: title of pages without one. */
  readonly name: string;
  readonly theme: { readonly primaryColor: string; readonly colorScheme: string };
  /** Name of the build. */
  readonly build: string;
  readonly mode:
    | { readonly type: "build" }
    /** Where `/_rx` is answered while Next serves the pages, and host names beside localhost that pages are opened by. */
    | { readonly type: "dev"; readonly serverPort: number; readonly hosts: readonly string[] };
}
