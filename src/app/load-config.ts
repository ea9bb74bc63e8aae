import { existsSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseEnv } from "node:util";
import type { z } from "zod";
import { RxError } from "../errors/rx-error.ts";
import { defaultLimits, type Limits } from "../protocol/limits.ts";
import { configSchema } from "./config-schema.ts";
import type { Config, Dialect, ThemeConfig } from "./define-config.ts";
import { readEnvironment } from "./read-environment.ts";

/** An app's configuration with every default filled in. */
export interface AppConfig {
  /** The app's folder, absolute. */
  readonly folder: string;
  readonly name: string;
  /** Connection string; where it names no file outside, relative to the folder. */
  readonly database: string;
  readonly stateStore: string | undefined;
  readonly theme: Required<ThemeConfig>;
  readonly origins: readonly string[] | undefined;
  readonly trustProxy: boolean | string;
  readonly dialects: readonly Dialect[];
  readonly limits: Limits;
}

/** Where a configuration comes from. */
export interface LoadConfigOptions {
  /** The app's folder. */
  readonly folder: string;
  /** What `RX_…` variables are taken from; `.env` of the folder is loaded into it. Default: process.env. */
  readonly env?: NodeJS.ProcessEnv;
  /** What wins over all of it, as in a test. */
  readonly overrides?: Config;
}

/**
 * Reads `.env`, `rx.config.ts` and the environment of an app. A variable wins over the file, and a variable that is set
 * over one in `.env`.
 *
 * @throws RxError CONFIG_UNREADABLE, CONFIG_INVALID.
 */
export async function loadConfig({ folder, env = process.env, overrides = {} }: LoadConfigOptions): Promise<AppConfig> {
  const root = resolve(folder);
  loadEnvFile(join(root, ".env"), env);
  const written = await importConfig(join(root, "rx.config.ts"));
  const config = check({ ...written, ...readEnvironment(env), ...overrides });
  return {
    folder: root,
    name: config.name ?? toName(basename(root)),
    database: config.database ?? "sqlite:data/app.db",
    stateStore: config.stateStore,
    theme: {
      primaryColor: config.theme?.primaryColor ?? "indigo",
      colorScheme: config.theme?.colorScheme ?? "auto",
    },
    origins: config.origins,
    trustProxy: config.trustProxy ?? false,
    dialects: config.dialects ?? ["sqlite", "postgres", "mysql"],
    limits: { ...defaultLimits, ...withoutUndefined(config.limits ?? {}) },
  };
}

function loadEnvFile(path: string, env: NodeJS.ProcessEnv): void {
  if (!existsSync(path)) return;
  for (const [name, value] of Object.entries(parseEnv(readFileSync(path, "utf8")))) env[name] ??= value;
}

async function importConfig(path: string): Promise<object> {
  if (!existsSync(path)) return {};
  let loaded: { readonly default?: unknown };
  try {
    loaded = await import(pathToFileURL(path).href);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new RxError("CONFIG_UNREADABLE", { path, reason }, { cause });
  }
  if (typeof loaded.default === "object" && loaded.default !== null) return loaded.default;
  throw new RxError("CONFIG_INVALID", { option: "the default export", expected: "defineConfig({ … })", found: "none" });
}

function check(config: Readonly<Record<string, unknown>>): z.infer<typeof configSchema> {
  const result = configSchema.safeParse(config);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue?.path.join(".") ?? "";
  if (issue?.code === "unrecognized_keys") {
    const option = [...(issue.path.length > 0 ? [path] : []), issue.keys[0]].join(".");
    const known = Object.keys(path === "limits" ? defaultLimits : configSchema.shape).join(", ");
    throw new RxError("CONFIG_INVALID", { option, expected: `one of ${known}`, found: "an unknown name" });
  }
  const value = issue?.path.reduce<unknown>((part, key) => Object(part)[key], config);
  throw new RxError("CONFIG_INVALID", {
    option: path,
    expected: (issue?.message ?? "").replace(/^Invalid \w+: expected /, ""),
    found: JSON.stringify(value) ?? typeof value,
  });
}

function withoutUndefined(changes: Readonly<Record<string, number | undefined>>): Partial<Limits> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

/** A folder's name as an app's: `My Shop 2` is `my-shop-2`. */
function toName(folder: string): string {
  const name = folder
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "");
  return name.slice(0, 40) || "app";
}
