import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** A database server that tests use: its program, and how a test gets another one in its place. */
export interface ServerProgram {
  readonly title: string;
  /** Path of the program; undefined where it is not installed. */
  readonly path: () => string | undefined;
  /** Names a server that runs already, as a connection string whose user may create databases. */
  readonly variable: string;
  /** Debian's package. */
  readonly package: string;
}

/** The servers, by the dialect that they speak. */
export const serverPrograms = {
  postgres: {
    title: "PostgreSQL",
    path: () => programIn([...versions("/usr/lib/postgresql"), ...searchPath()], "postgres"),
    variable: "RX_TEST_POSTGRES",
    package: "postgresql",
  },
  mysql: {
    title: "MariaDB",
    path: () => programIn(["/usr/sbin", ...searchPath()], "mariadbd"),
    variable: "RX_TEST_MYSQL",
    package: "mariadb-server",
  },
} as const satisfies Record<string, ServerProgram>;

/** Which server. */
export type ServerName = keyof typeof serverPrograms;

function programIn(folders: readonly string[], name: string): string | undefined {
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** Debian keeps PostgreSQL's programs in a folder for each version, newest first here. */
function versions(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const numbers = readdirSync(folder).sort((a, b) => Number(b) - Number(a));
  return numbers.map((version) => join(folder, version, "bin"));
}

function searchPath(): readonly string[] {
  return (process.env["PATH"] ?? "").split(":");
}
