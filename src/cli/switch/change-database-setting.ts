import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withoutPassword } from "../../orm/parse-database-url.ts";

/** Which database an app had and is to have. */
export interface DatabaseSetting {
  readonly from: string;
  readonly to: string;
  /** The environment as it was before the app's `.env` was loaded into it. */
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Makes another database the app's own, where it is said at present: a line of `.env`, else the text in `rx.config.ts`, else a new line
 * of `.env`. What is set in the environment itself is nobody's file.
 *
 * @returns what was done, or is left to do, in words
 */
export function changeDatabaseSetting(folder: string, { from, to, env }: DatabaseSetting): string {
  const set = ["RX_DATABASE", "DATABASE_URL"].find((name) => (env[name] ?? "") !== "");
  const shown = withoutPassword(to);
  if (set !== undefined) return `${set} is set in the environment: set it to ${shown}.`;
  const [dotEnv, config] = [join(folder, ".env"), join(folder, "rx.config.ts")];
  const text = existsSync(dotEnv) ? readFileSync(dotEnv, "utf8") : "";
  const line = /^(?:export\s+)?(RX_DATABASE|DATABASE_URL)\s*=.*$/m;
  if (line.test(text)) {
    writeFileSync(
      dotEnv,
      text.replace(line, (_, name: string) => `${name}=${toEnvValue(to)}`),
    );
    return `The app's database is now ${shown}, in .env.`;
  }
  const code = existsSync(config) ? readFileSync(config, "utf8") : "";
  const literals = [`"${from}"`, `'${from}'`, `\`${from}\``].filter((literal) => code.includes(literal));
  const [literal] = literals;
  if (literal !== undefined && code.split(literal).length === 2) {
    writeFileSync(
      config,
      code.replace(literal, () => JSON.stringify(to)),
    );
    return `The app's database is now ${shown}, in rx.config.ts.`;
  }
  const end = text === "" || text.endsWith("\n") ? "" : "\n";
  writeFileSync(dotEnv, `${text}${end}DATABASE_URL=${toEnvValue(to)}\n`);
  return `The app's database is now ${shown}, in .env${code.includes("process.env.DATABASE_URL") ? "" : "; rx.config.ts must read process.env.DATABASE_URL"}.`;
}

/** `#` begins a comment there, unless it is in quotes. */
function toEnvValue(url: string): string {
  return /[#\s'"]/.test(url) ? (url.includes("'") ? `"${url}"` : `'${url}'`) : url;
}
