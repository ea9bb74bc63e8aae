import { createHash } from "node:crypto";

/** What stands for a text in the journal. */
export function checksumOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
