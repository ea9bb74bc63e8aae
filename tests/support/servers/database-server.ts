import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { serverPrograms, type ServerName } from "./server-programs.ts";
import { startServer } from "./start-server.ts";

/**
 * The connection string of a real server, without a database's name: the one that the environment names, else one that all test
 * files of a run share, started by the first that asks.
 */
export async function databaseServer(name: ServerName): Promise<string> {
  const given = process.env[serverPrograms[name].variable];
  if (given !== undefined) return given.replace(/\/[^/]*$/, "/");
  const servers = process.env["RX_TEST_SERVERS"];
  if (servers === undefined) throw new Error("global-servers.ts is not among the runner's globalSetup");
  const folder = join(servers, name);
  const address = join(folder, "url");
  const failure = join(folder, "failure");
  if (!existsSync(address) && isFirst(folder)) {
    try {
      writeFileSync(address, await startServer(name, folder));
    } catch (error) {
      writeFileSync(failure, String(error));
    }
  }
  while (!existsSync(address)) {
    if (existsSync(failure)) throw new Error(readFileSync(failure, "utf8"));
    await delay(50);
  }
  return readFileSync(address, "utf8");
}

function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}
