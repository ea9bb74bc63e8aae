// XMLHttpRequest and not fetch: fetch cannot tell how much of a file has left.
import type { CsvAnswer, FileTicket } from "../../protocol/crud.ts";
import type { WireError } from "../../errors/to-wire-error.ts";
import { RemoteError } from "../remote-error.ts";
import { takeLines } from "./take-lines.ts";

/** What sendFile tells on the way. */
export interface SendFileOptions {
  /** Ends it; the promise rejects with EVENT_INTERRUPTED. */
  readonly signal?: AbortSignal;
  /** Called while the file leaves: the share of it that has, 0 to 1. */
  readonly onSent?: (share: number) => void;
  /** Called with each line of the answer as it comes in, the last one too. */
  readonly onLine?: (line: CsvAnswer) => void;
}

/**
 * Sends a file to where a ticket says, and gives the last line of the answer. Call it in the browser only.
 *
 * @throws RemoteError where the server refuses the file, or fails at it.
 */
export function sendFile(
  { url }: Pick<FileTicket, "url">,
  file: Blob,
  { signal, onSent, onLine }: SendFileOptions = {},
): Promise<CsvAnswer> {
  const request = new XMLHttpRequest();
  const { promise, resolve, reject } = Promise.withResolvers<CsvAnswer>();
  let taken = 0;
  let last: CsvAnswer | undefined;
  const read = (isWhole: boolean): void => {
    const { lines, end } = takeLines(request.responseText, taken, isWhole);
    taken = end;
    for (const line of lines) {
      last = line;
      onLine?.(line);
    }
  };
  const abort = (): void => request.abort();
  request.upload.onprogress = ({ loaded, total }) => onSent?.(total > 0 ? loaded / total : 1);
  request.onprogress = () => {
    if (request.status === 200) read(false);
  };
  request.onload = () => {
    if (request.status !== 200) return reject(refusal(request.responseText));
    read(true);
    if (last === undefined || last.type === "progress") reject(new RemoteError({ code: "failed" }));
    else if (last.type === "failed") reject(new RemoteError({ code: "failed", error: last.error }));
    else resolve(last);
  };
  // Once the server has all of it, nobody here can know whether it was done.
  let isSent = false;
  request.upload.onload = () => (isSent = true);
  request.onerror = () => reject(new RemoteError({ code: isSent ? "interrupted" : "gone" }));
  request.onabort = () => reject(new RemoteError({ code: "interrupted" }));
  request.onloadend = () => signal?.removeEventListener("abort", abort);
  request.open("POST", url);
  if (signal?.aborted === true) reject(new RemoteError({ code: "interrupted" }));
  else {
    signal?.addEventListener("abort", abort);
    request.send(file);
  }
  return promise;
}

function refusal(text: string): RemoteError {
  try {
    const error = JSON.parse(text) as WireError; // as: our own server's answer; anything else is caught below
    if (typeof error.code === "string" && typeof error.message === "string") {
      return new RemoteError({ code: "rejected", error });
    }
  } catch {
    // Not ours: a proxy's page for one. The status is all there is to say.
  }
  return new RemoteError({ code: "failed" });
}
