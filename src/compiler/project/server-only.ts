import { builtinModules } from "node:module";

/** Packages that have no business in a browser, and what is theirs below them. */
const packages = [
  "better-sqlite3",
  "drizzle-orm",
  "drizzle-kit",
  "pg",
  "mysql2",
  "ioredis",
  "redis",
  "fastify",
  "@fastify",
  "ws",
  "pino",
  "nodemailer",
  "better-auth",
  "dotenv",
  "server-only",
];

const builtins = new Set(builtinModules);

/** Where an import of a package may be in the browser half. */
export type PackageRule =
  | { readonly type: "keep" }
  /** The same name from an entry that is safe in the browser. */
  | { readonly type: "rewrite"; readonly to: string }
  | { readonly type: "refuse" };

/** Names of `rowx` itself that a component may use: catching an error needs its class. */
const safeNames = new Set(["RxError"]);

/** May the browser have this name of this package? `imported` undefined: imported for what it does. */
export function packageRule(source: string, imported: string | undefined): PackageRule {
  if (source === "rowx") {
    return imported !== undefined && safeNames.has(imported)
      ? { type: "rewrite", to: "rowx/internal" }
      : { type: "refuse" };
  }
  if (source.startsWith("rowx/")) {
    return source === "rowx/react" || source.startsWith("rowx/components") ? { type: "keep" } : { type: "refuse" };
  }
  const isBuiltin = source.startsWith("node:") || builtins.has(source.split("/")[0] ?? source);
  return isBuiltin || isServerPackage(source) ? { type: "refuse" } : { type: "keep" };
}

function isServerPackage(source: string): boolean {
  return packages.some((name) => source === name || source.startsWith(`${name}/`));
}
