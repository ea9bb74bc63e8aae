import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { MigrationTarget } from "../../../src/orm/migrate/migration-target.ts";

/** A migrator in a process of its own. */
export interface MigratorProcess extends AsyncDisposable {
  /** How many migrations of the app it applied. */
  apply(target: MigrationTarget): Promise<number>;
  kill(): void;
}

/** Starts a migrator and waits until it can be told a target. */
export async function startMigrator(): Promise<MigratorProcess> {
  const child = fork(join(import.meta.dirname, "migrator.ts"), { execArgv: [], stdio: ["ignore", "ignore", "inherit", "ipc"] });
  await answerOf(child);
  return {
    apply: async ({ folder, database }) => {
      const answer = answerOf(child);
      child.send({ folder, database });
      const { applied, error } = await answer;
      if (applied === undefined) throw new Error(error ?? "the migrator was killed");
      return applied;
    },
    kill: () => child.kill("SIGKILL"),
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}

interface Answer {
  readonly applied?: number;
  readonly error?: string;
}

async function answerOf(child: ChildProcess): Promise<Answer> {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const onMessage = (answer: Answer): void => resolve(answer);
  const onExit = (): void => resolve({});
  child.once("message", onMessage);
  child.once("exit", onExit);
  try {
    return await promise;
  } finally {
    child.off("message", onMessage);
    child.off("exit", onExit);
  }
}
