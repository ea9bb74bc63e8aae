import type { CommittedChange, KeyValues } from "../../framework/ports/change-feed.ts";
import { decodeValue } from "../../protocol/decode-value.ts";
import type { Notice, NoticeTable } from "./write-notice.ts";

const anything: readonly CommittedChange[] = [{ table: "*", keys: "unknown", before: undefined, elsewhere: true }];

/**
 * What somebody else has committed, by the notice that it sent. Nothing where it was oneself; all tables where the text is none of ours.
 *
 * @param self how one's own notices are signed
 */
export function readNotice(text: string, self: string): readonly CommittedChange[] {
  const notice = parse(text);
  if (!notice) return anything;
  return notice.from === self ? [] : notice.tables.map(toChange);
}

function toChange([table, keys, columns]: NoticeTable): CommittedChange {
  const decoded = keys ? keys.map(decodeKey) : "unknown";
  return { table, keys: decoded, before: undefined, elsewhere: true, ...(columns && { columns }) };
}

function decodeKey(key: KeyValues): KeyValues {
  return key.map((value) => decodeValue(value));
}

function parse(text: string): Notice | undefined {
  try {
    const read: unknown = JSON.parse(text);
    const tables: unknown = Reflect.get(Object(read), "tables");
    return Array.isArray(tables) && tables.every(isTable) ? (read as Notice) : undefined; // as: looked at, and written by writeNotice or our trigger
  } catch {
    return undefined;
  }
}

function isTable(value: unknown): boolean {
  return Array.isArray(value) && typeof value[0] === "string";
}
