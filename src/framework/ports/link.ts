import type { CloseCode } from "../../protocol/messages.ts";

/** One socket as a session sees it. The server implements it on `ws`, tests in process. */
export interface Link {
  /** Queues one frame of JSON text; frames of one tick leave in one write. */
  send(text: string): void;
  /** Queues bytes that were framed once for many sockets, in order with `send`. */
  sendShared(frame: SharedFrame): void;
  close(code: CloseCode): void;
  /** Bytes that the other side has not taken yet. */
  readonly queuedBytes: number;
  /** Stops and resumes reading, so that TCP slows a sender that is over its pace. */
  pause(): void;
  resume(): void;
}

/** A frame that goes to many sockets: its text, and whatever a link keeps of it once encoded. */
export interface SharedFrame {
  readonly text: string;
  encoded?: unknown;
}
