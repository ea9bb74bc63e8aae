import { posix, sep } from "node:path";
import type { WebOptions } from "./web-options.ts";

/** Packages whose index names everything: only what is used of them is loaded. */
const barrels = ["@mantine/core", "@mantine/dates", "@mantine/hooks", "@tabler/icons-react", "rowx/components"];

/** `next.config.mjs` of the generated project. */
export function nextConfigText({ root, packageFolder, nextFolder, mode }: WebOptions): string {
  const turbopackRoot = commonFolder([root, packageFolder, nextFolder]);
  const config = {
    reactStrictMode: true,
    agentRules: false,
    devIndicators: false,
    poweredByHeader: false,
    images: { unoptimized: true },
    typescript: { ignoreBuildErrors: true },
    experimental: { agentUpgrade: false, optimizePackageImports: barrels },
    outputFileTracingRoot: turbopackRoot,
    turbopack: { root: turbopackRoot },
    ...(mode.type === "build"
      ? { output: "export", productionBrowserSourceMaps: false }
      : { allowedDevOrigins: ["127.0.0.1", ...mode.hosts] }),
  };
  const text = JSON.stringify(config, undefined, 2);
  if (mode.type === "build") return `export default ${text};\n`;
  const destination = `http://127.0.0.1:${mode.serverPort}/_rx`;
  const rewrites = [
    { source: "/_rx", destination },
    { source: "/_rx/:path*", destination: `${destination}/:path*` },
  ];
  return `export default { ...${text}, rewrites: async () => (${JSON.stringify(rewrites)}) };\n`;
}

/** Turbopack reads nothing above its root: the app, Next and rowx must all lie below. */
function commonFolder(folders: readonly string[]): string {
  const [first = [], ...others] = folders.map((folder) => folder.split(sep));
  let length = first.length;
  for (const parts of others) {
    const differs = first.findIndex((part, at) => part !== parts[at]);
    if (differs !== -1) length = Math.min(length, differs);
  }
  return first.slice(0, length).join(posix.sep === sep ? posix.sep : sep) || sep;
}
