import type { RemoteClient } from "./remote-pool.ts";

/** Who hears what others commit. */
export interface NoticeListener {
  /** A notice, as it was written; one's own may be among them. */
  heard(notice: string): void;
  /** For a while nothing could be heard: anything may have been written. */
  missed(): void;
  /** A failure, of which another try follows. */
  failed(error: unknown): void;
}

/** What an exchange is made with. */
export interface ExchangeContext {
  /** How this process signs its notices. */
  readonly origin: string;
  hasTable(name: string): boolean;
}

/** How the processes on one server hear of each other's commits. */
export interface RemoteExchange {
  /** Can others be told now? */
  readonly tells: boolean;
  /** Commits, and with it tells the others, in the same transaction. */
  commit(client: RemoteClient, notice: string): Promise<void>;
  /** Tells the others of what was committed by somebody else. */
  tell(notice: string): Promise<void>;
  /** Hears the others from when it settles; its end. */
  follow(listener: NoticeListener): Promise<() => Promise<void>>;
}
