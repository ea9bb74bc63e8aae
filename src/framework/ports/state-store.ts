import type { Answer } from "../../protocol/messages.ts";

/**
 * Where the record of a tab is kept: fence, last id, answers. The State itself stays with its session as long as the
 * process lives; a store that outlives the process keeps the changed vars too.
 */
export interface StateStore {
  /** Makes or takes over a session. The fence grows with every claim; whoever holds a lower one may not write. */
  claim(token: string): Claim | Promise<Claim>;
  /**
   * Keeps the end of one numbered message, all or nothing.
   *
   * @throws RxError STATE_STALE where `fence` is not the highest.
   */
  save(token: string, fence: number, save: SessionSave): void | Promise<void>;
  /** The recorded answer of an id; undefined where it was never given or is too old. */
  answer(token: string, id: number): Answer | undefined;
  /** Forgets the session. */
  end(token: string): void;
  close(): void;
}

/** What a claim gives. */
export interface Claim {
  readonly fence: number;
  /** Last id that was applied; 0 in a new session. */
  readonly last: number;
}

/** One numbered message that ended. */
export interface SessionSave {
  readonly last: number;
  readonly answer: Answer;
}
