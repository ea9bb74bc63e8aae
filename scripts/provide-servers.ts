import { serverPrograms, type ServerProgram } from "../tests/support/servers/server-programs.ts";
import { installDebian } from "./install-debian.ts";

/**
 * Sees to it that the tests find the database servers: one named in the environment, else the program, installed from Debian
 * where that is possible. Ends the process with what to install where it is not.
 */
export function provideServers(): void {
  const programs: readonly ServerProgram[] = Object.values(serverPrograms);
  const missing = () =>
    programs.filter(({ path, variable }) => process.env[variable] === undefined && path() === undefined);
  const wanted = missing();
  if (wanted.length === 0) return;
  installDebian(
    `${wanted.map(({ title }) => title).join(" and ")} for the tests`,
    wanted.map((program) => program.package),
  );
  for (const { title, variable, package: name } of missing()) {
    console.error(
      `The tests need ${title}. Install it (Debian: apt-get install ${name}), or name a server that runs in ${variable}, as a connection string whose user may create databases.`,
    );
    process.exitCode = 1;
  }
  if (process.exitCode === 1) process.exit();
}
