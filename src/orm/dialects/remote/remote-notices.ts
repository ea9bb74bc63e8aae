import { randomBytes } from "node:crypto";
import type { CommittedChange } from "../../../framework/ports/change-feed.ts";
import type { ChangeHub } from "../../session/change-hub.ts";
import { readNotice } from "../../session/read-notice.ts";
import type { Statement } from "../../session/statement.ts";
import { writeNotice } from "../../session/write-notice.ts";
import { getTableName } from "drizzle-orm";
import type { ExchangeContext, RemoteExchange } from "./remote-exchange.ts";
import type { RemoteClient } from "./remote-pool.ts";

/** What others are told of this process's commits, and what it hears of theirs. */
export class RemoteNotices {
  readonly #origin = randomBytes(9).toString("base64url");
  readonly #hub: ChangeHub;
  readonly #exchange: RemoteExchange;
  #following: Promise<() => Promise<void>> | undefined;

  constructor(
    hub: ChangeHub,
    create: (context: ExchangeContext) => RemoteExchange,
    hasTable: (name: string) => boolean,
  ) {
    this.#hub = hub;
    this.#exchange = create({ origin: this.#origin, hasTable });
    hub.tellOthers(() => this.#exchange.tells);
  }

  /** Does this write have to be a transaction, so that its notice is part of it? */
  takesTransaction({ write, text }: Statement): boolean {
    if (!this.#exchange.tells) return false;
    if (write) return !getTableName(write.table).startsWith("rx_");
    return /^\s*(?:insert|replace|update|delete|with)\b/i.test(text);
  }

  /** Ends a transaction; others are told of what it did. */
  commit(client: RemoteClient, changes: readonly CommittedChange[]): Promise<unknown> {
    if (changes.length === 0) return client.run({ text: "commit", params: [], asArrays: false });
    return this.#exchange.commit(client, writeNotice(this.#origin, changes));
  }

  /** Tells others of what is committed already. */
  async tell(changes: readonly CommittedChange[]): Promise<void> {
    if (changes.length > 0) await this.#exchange.tell(writeNotice(this.#origin, changes));
  }

  /** Publishes from now on what others commit. */
  async follow(onTrouble: (error: unknown) => void): Promise<void> {
    this.#following ??= this.#exchange.follow({
      heard: (notice) => this.#hub.publish(readNotice(notice, this.#origin)),
      missed: () => this.#hub.publish([{ table: "*", keys: "unknown", before: undefined, elsewhere: true }]),
      failed: onTrouble,
    });
    await this.#following;
  }

  async close(): Promise<void> {
    const end = await this.#following;
    await end?.();
  }
}
