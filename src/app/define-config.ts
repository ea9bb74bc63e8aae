import type { Limits } from "../protocol/limits.ts";

/** The databases that rowx speaks. */
export type Dialect = "sqlite" | "postgres" | "mysql";

/** Looks of an app; see docs/theme.md. */
export interface ThemeConfig {
  /** A colour name of the palette. Default: `indigo`. */
  readonly primaryColor?: string;
  /** `auto` follows the system. Default: `auto`. */
  readonly colorScheme?: "light" | "dark" | "auto";
}

/** What `rx.config.ts` may say. Each option has an environment variable, `RX_` and its name, that wins over it. */
export interface Config {
  /** Short name: lower case letters, digits, `-`. Names the cookie, so that two apps on one machine do not mix. Default: the folder's name. */
  readonly name?: string;
  /** Connection string: `sqlite:data/app.db` (the default), `postgres://…`, `mysql://…`. */
  readonly database?: string | undefined;
  /** Where State lives. Default: in memory, one process. */
  readonly stateStore?: string | undefined;
  readonly theme?: ThemeConfig;
  /** Who may open the socket, as `https://app.example.com`. Default: the loopback names with the port in use. */
  readonly origins?: readonly string[];
  /** Behind a proxy that says in `X-Forwarded-Proto` how the browser came: true, or the addresses and subnets of the proxies, comma-separated. Default: false. */
  readonly trustProxy?: boolean | string;
  /** Dialects that migrations are written for. Default: all three. */
  readonly dialects?: readonly Dialect[];
  /** Changes to the limits of src/protocol/limits.ts, by name. */
  readonly limits?: Partial<Limits>;
}

/**
 * Declares an app's configuration; the default export of `rx.config.ts`.
 *
 * @example export default defineConfig({ name: "crm", database: process.env.DATABASE_URL });
 */
export function defineConfig(config: Config): Config {
  return config;
}
