import type { ExchangeContext, RemoteExchange } from "../remote/remote-exchange.ts";
import type { RemoteClient, RemotePool } from "../remote/remote-pool.ts";
import { followChangeLog } from "./follow-change-log.ts";

/** MySQL passes nothing on: what was committed stands in a log, which is looked at several times a second. */
export function mysqlExchange(pool: RemotePool, { origin, hasTable }: ExchangeContext): RemoteExchange {
  const hasLog = (): boolean => hasTable("rx_changes");
  const note = async (client: Pick<RemoteClient, "run">, notice: string): Promise<void> => {
    if (!hasLog()) return;
    const text = "insert into rx_changes (origin, notice) values (?, ?)";
    await client.run({ text, params: [origin, notice], asArrays: false });
  };
  return {
    get tells() {
      return hasLog();
    },
    commit: async (client, notice) => {
      await note(client, notice);
      await client.run({ text: "commit", params: [], asArrays: false });
    },
    tell: (notice) => note(pool, notice),
    follow: async (listener) => await followChangeLog(pool, hasLog, listener),
  };
}
