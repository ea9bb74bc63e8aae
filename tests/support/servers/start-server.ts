import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "../../../src/cli/dev/free-port.ts";
import { runAs, startAs } from "./as-user.ts";
import { runOnServer } from "./run-on-server.ts";
import { serverPrograms, type ServerName } from "./server-programs.ts";

const startMs = 60_000;

/**
 * Makes a database server in `folder`, starts it on a free loopback port and waits until it takes connections. Its process id
 * is in `folder/pid` as soon as there is one. Gives the connection string of its superuser, whose name ends before the database's.
 */
export async function startServer(name: ServerName, folder: string): Promise<string> {
  const program = serverPrograms[name].path();
  if (program === undefined) throw new Error(`${serverPrograms[name].title} is not installed: run npm test`);
  const data = join(folder, "data");
  mkdirSync(folder, { recursive: true });
  const port = await freePort(42_000 + (process.pid % 10_000));
  const { user, command, url } = name === "postgres" ? postgres(program, data, port) : mariadb(program, data, port);
  const log = join(folder, "log");
  const child = startAs(user, command, log);
  writeFileSync(join(folder, "pid"), String(child.pid));
  await untilReady(name, url, () => child.exitCode, log);
  return url;
}

interface Server {
  readonly user: string;
  readonly command: readonly string[];
  readonly url: string;
}

// Tests prove what we do, not that a disk keeps its word: the servers need not wait for it.
function postgres(program: string, data: string, port: number): Server {
  own("postgres", data);
  const initdb = join(dirname(program), "initdb");
  runAs("postgres", [initdb, "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-N"]);
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: data,
    fsync: "off",
    max_connections: "200",
  };
  const options = Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`]);
  return {
    user: "postgres",
    command: [program, "-D", data, "-p", String(port), ...options],
    url: `postgres://postgres@127.0.0.1:${port}/`,
  };
}

function mariadb(program: string, data: string, port: number): Server {
  own("mysql", data);
  runAs("mysql", [
    "mariadb-install-db",
    "--no-defaults",
    `--datadir=${data}`,
    "--auth-root-authentication-method=normal",
    "--skip-test-db",
  ]);
  const options = [
    `--datadir=${data}`,
    `--port=${port}`,
    "--bind-address=127.0.0.1",
    // A server that starts clears away what it finds there: another's, too.
    `--tmpdir=${data}`,
    `--socket=${data}/s.sock`,
    `--pid-file=${data}/server.pid`,
    "--character-set-server=utf8mb4",
    "--skip-name-resolve",
    "--max-connections=300",
    "--innodb-flush-log-at-trx-commit=2",
    "--innodb-flush-method=nosync",
  ];
  return {
    user: "mysql",
    command: [program, "--no-defaults", ...options],
    url: `mysql://root@127.0.0.1:${port}/`,
  };
}

/** Makes the folder, and gives it to the user who the server runs as. */
function own(user: string, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (process.getuid?.() === 0) execFileSync("chown", [`${user}:`, folder]);
}

/** Waits until the server takes queries: it listens for a while before that. */
async function untilReady(name: ServerName, url: string, exitCode: () => number | null, log: string): Promise<void> {
  const until = Date.now() + startMs;
  while (!(await runsQueries(name, url))) {
    if (exitCode() !== null || Date.now() > until)
      throw new Error(`the database server did not start; its log ends:\n${readFileSync(log, "utf8").slice(-2_000)}`);
    await delay(50);
  }
}

async function runsQueries(name: ServerName, url: string): Promise<boolean> {
  try {
    await runOnServer(name, url, "select 1");
    return true;
  } catch {
    return false;
  }
}
