import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, rmdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";

/** Writes a generated folder pass by pass: what is the same is not touched, what is no longer written goes. */
export class FileWriter {
  readonly #root: string;
  readonly #texts = new Map<string, string | Buffer>();
  #pass = new Set<string>();
  /** What the last pass wrote: as long as it is the same, nothing can be left over. */
  #before: ReadonlySet<string> | undefined;

  /** @param root absolute path of the generated folder */
  constructor(root: string) {
    this.#root = root;
  }

  /** Writes one file, in one step; true where it was not the same already. */
  write(path: string, content: string | Buffer): boolean {
    this.#pass.add(path);
    const known = this.#texts.get(path) ?? this.#read(path);
    if (known === content || (known !== undefined && Buffer.from(known).equals(Buffer.from(content)))) {
      this.#texts.set(path, content);
      return false;
    }
    const target = join(this.#root, path);
    mkdirSync(dirname(target), { recursive: true });
    // A watcher must never read half a file.
    const draft = join(this.#root, `.${process.pid}.draft`);
    writeFileSync(draft, content);
    renameSync(draft, target);
    this.#texts.set(path, content);
    return true;
  }

  /** Ends a pass: files below these folders that it did not write are deleted. */
  prune(folders: readonly string[]): void {
    const before = this.#before;
    if (before === undefined || [...before].some((path) => !this.#pass.has(path))) {
      for (const folder of folders) this.#pruneFolder(folder);
      for (const path of this.#texts.keys()) if (!this.#pass.has(path)) this.#texts.delete(path);
    }
    this.#before = this.#pass;
    this.#pass = new Set();
  }

  #pruneFolder(folder: string): void {
    const path = join(this.#root, folder);
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return;
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const below = posix.join(folder, entry.name);
      if (entry.isDirectory()) this.#pruneFolder(below);
      else if (!this.#pass.has(below)) rmSync(join(this.#root, below));
    }
    if (readdirSync(path).length === 0) rmdirSync(path);
  }

  #read(path: string): Buffer | undefined {
    const target = join(this.#root, path);
    return statSync(target, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(target) : undefined;
  }
}
