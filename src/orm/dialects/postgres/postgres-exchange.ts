import { escapeLiteral } from "pg";
import type { RemoteExchange } from "../remote/remote-exchange.ts";
import type { RemotePool } from "../remote/remote-pool.ts";
import { listenForNotices, type ListenOptions } from "./listen-for-notices.ts";

/** On PostgreSQL the server itself passes notices on: those of a transaction with its commit, and none after a roll-back. */
export function postgresExchange(pool: RemotePool, options: ListenOptions): RemoteExchange {
  return {
    tells: true,
    // One text, one way to the server. Where the notice fails, the commit is not run.
    commit: async (client, notice) => {
      const text = `select pg_notify('rx_changes', ${escapeLiteral(notice)}); commit`;
      await client.run({ text, params: [], asArrays: true });
    },
    tell: async (notice) => {
      await pool.run({ text: "select pg_notify('rx_changes', $1)", params: [notice], asArrays: true });
    },
    follow: (listener) => listenForNotices(options, listener),
  };
}
