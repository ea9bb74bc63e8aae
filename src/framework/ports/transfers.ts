import type { FileTicket } from "../../protocol/crud.ts";

/** A file that a browser fetches. */
export interface Download {
  readonly type: "download";
  /** What it is called. */
  readonly name: string;
  readonly contentType: string;
  /** Its pieces, each made when the one before has left. */
  body(signal: AbortSignal): AsyncIterable<string | Uint8Array>;
}

/** A file that a browser sent: it lies on disk, and is gone when `receive` has ended. */
export interface ReceivedFile {
  readonly bytes: number;
  /** From its beginning; may be read more than once. */
  read(): AsyncIterable<Uint8Array>;
}

/** A file that a browser sends. */
export interface Upload {
  readonly type: "upload";
  readonly name: string;
  readonly maxBytes: number;
  /** Is given the file once it is there whole; what it yields are the lines of the answer, as JSON. */
  receive(file: ReceivedFile, signal: AbortSignal): AsyncIterable<object>;
}

/** A file on its way, one or the other. */
export type Transfer = Download | Upload;

/**
 * Files travel beside the socket, over plain HTTP: an event offers one, its answer carries the ticket, the browser comes
 * with it. A ticket works once, for the visitor whose event it was, for `ticketMs`.
 */
export interface Transfers {
  /** Throws TOO_MANY_TICKETS. */
  offer(visitor: string, transfer: Transfer): FileTicket;
  /** What was offered, for this once; undefined for a ticket that is used, too old, somebody else's or none. */
  take(visitor: string, ticket: string, type: Transfer["type"]): Transfer | undefined;
}
