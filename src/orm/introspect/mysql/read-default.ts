import type { DefaultShape } from "../database-shape.ts";
import { readDefault as readCommon } from "../read-default.ts";

/**
 * A default as the server says it.
 *
 * @param isSql MariaDB says SQL, where MySQL says the bare value unless it is an expression
 */
export function readDefault(text: string, isSql: boolean, type: string): DefaultShape | undefined {
  if (/^tinyint\(1\)/i.test(type) && /^'?[01]'?$/.test(text)) return { type: "value", value: text.includes("1") };
  if (isSql || /^current_timestamp/i.test(text)) return readCommon(text);
  const isNumber = /^(tiny|small|medium|big)?int|^(float|double|year)/i.test(type);
  return isNumber ? readCommon(text) : { type: "value", value: text };
}
