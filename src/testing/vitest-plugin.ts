import { realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { ServerSources } from "../compiler/server-sources.ts";

/** What Vite asks of a plug-in, as far as this one is concerned. */
export interface RowxPlugin {
  readonly name: string;
  readonly enforce: "pre";
  configResolved(config: { readonly root: string }): void;
  resolveId(source: string): string | undefined;
  load(id: string): string | undefined;
}

/**
 * The plug-in for the tests of an app: files with States and models are loaded as their server halves, so that a test and
 * the app have one instance of each, and no page, style or React is loaded with them.
 *
 * @example export default defineConfig({ plugins: [rowx()] });
 */
export function rowx(): RowxPlugin {
  let root = process.cwd();
  let sources = new ServerSources(root);
  return {
    name: "rowx",
    enforce: "pre",
    configResolved(config) {
      root = realpathSync(config.root);
      sources = new ServerSources(root);
    },
    resolveId(source) {
      const file = source.startsWith("@/") ? sources.resolve("", source) : undefined;
      return file === undefined ? undefined : join(root, file);
    },
    load(id) {
      const file = relative(root, id.split("?")[0] ?? id)
        .split(sep)
        .join("/");
      if (!/^app\/.*\.[cm]?[jt]sx?$/.test(file)) return undefined;
      const half = sources.of(file);
      if (half === undefined) return undefined;
      const [problem] = half.problems;
      if (problem !== undefined) throw Object.assign(problem.error, { loc: { ...problem, file: id } });
      const { text, models } = half;
      if (models.length === 0) return text;
      return `import { nameModels as __rxNameModels } from "rowx/internal"; ${text}\n__rxNameModels({ ${models.join(", ")} });\n`;
    },
  };
}
