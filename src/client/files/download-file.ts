import type { FileTicket } from "../../protocol/crud.ts";

/** Makes the browser save the file that a ticket names: it goes to disk as it comes in, whatever its size. Call it in the browser only. */
export function downloadFile({ url, name }: FileTicket): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
}
