/** The files of an app as the compiler sees them; paths from the app's folder, with `/`. */
export interface SourceTree {
  /** Code of the app: what lies in its folders, without node_modules, generated folders and tests. */
  files(): readonly string[];
  /** The text of a file of code; undefined where there is none. */
  text(file: string): string | undefined;
  /** Is there a file of any kind? */
  exists(file: string): boolean;
}
