import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";

const manifestSchema = z.object({ build: z.string(), previous: z.string().optional(), files: z.array(z.string()) });

/** What a build says of itself. `previous` is the one before it; `files` are those of this one alone. */
export type BuildManifest = z.infer<typeof manifestSchema>;

/** A build of an app in `.rx/build`: static pages, server half, manifest. */
export class SiteBuild {
  readonly folder: string;

  /** @param root the app's folder */
  constructor(root: string) {
    this.folder = join(root, ".rx", "build");
  }

  get site(): string {
    return join(this.folder, "out");
  }

  get serverIndex(): string {
    return join(this.folder, "server", "index.mjs");
  }

  /** What the build says of itself; undefined where there is none. */
  manifest(): BuildManifest | undefined {
    const path = join(this.folder, "manifest.json");
    if (!existsSync(path)) return undefined;
    const { data } = manifestSchema.safeParse(JSON.parse(readFileSync(path, "utf8")));
    return data;
  }

  /**
   * Takes new pages and server half in place of what is there, in one step. Scripts and styles of the build before stay
   * beside them, so that tabs which have it open can go on.
   */
  replace(build: string, from: { readonly site: string; readonly server: string }): void {
    const before = this.manifest();
    const draft = `${this.folder}.new`;
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { recursive: true });
    cpSync(from.site, join(draft, "out"), { recursive: true });
    cpSync(from.server, join(draft, "server"), { recursive: true });
    const files = readdirSync(from.site, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(from.site.length + 1));
    const isOther = before !== undefined && before.build !== build;
    if (isOther) this.#keep(before, join(draft, "out"));
    const previous = isOther ? before.build : before?.previous;
    const manifest: BuildManifest = { build, files, ...(previous === undefined ? {} : { previous }) };
    writeFileSync(join(draft, "manifest.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
    rmSync(this.folder, { recursive: true, force: true });
    renameSync(draft, this.folder);
  }

  #keep({ files }: BuildManifest, site: string): void {
    for (const file of files) {
      const target = join(site, file);
      if (!file.startsWith("_next/static/") || existsSync(target) || !existsSync(join(this.site, file))) continue;
      mkdirSync(dirname(target), { recursive: true });
      cpSync(join(this.site, file), target);
    }
  }
}
