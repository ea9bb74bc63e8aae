import type { TestApp } from "../../src/testing/testing-app.ts";
import type { CsvAnswer, FileTicket } from "../../src/protocol/crud.ts";

const going = new AbortController().signal;

/** The file that a ticket is for, as the browser of this visitor would get it. */
export async function fetchFile(app: TestApp, visitor: string, ticket: FileTicket): Promise<string> {
  const download = app.transfers.take(visitor, idOf(ticket), "download");
  if (download?.type !== "download") throw new TypeError("no such ticket");
  let text = "";
  for await (const piece of download.body(going)) text += String(piece);
  return text;
}

/** Sends a file to where a ticket says, in pieces that end anywhere; gives the last line of the answer. */
export async function sendFile(app: TestApp, visitor: string, ticket: FileTicket, text: string): Promise<CsvAnswer> {
  const upload = app.transfers.take(visitor, idOf(ticket), "upload");
  if (upload?.type !== "upload") throw new TypeError("no such ticket");
  const bytes = Buffer.from(text);
  const file = {
    bytes: bytes.length,
    async *read() {
      for (let at = 0; at < bytes.length; at += 1_000) yield bytes.subarray(at, at + 1_000);
    },
  };
  let last: object = {};
  for await (const line of upload.receive(file, going)) last = line;
  return last as CsvAnswer; // as: the lines of importCsv
}

function idOf({ url }: FileTicket): string {
  return url.slice(url.lastIndexOf("/") + 1);
}
