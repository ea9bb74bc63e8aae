import { types, type CustomTypesConfig } from "pg";

const { builtins } = types;

// Columns read dates, times and JSON themselves, from the text that the server sends.
const asText = new Set<number>([
  builtins.TIMESTAMP,
  builtins.TIMESTAMPTZ,
  builtins.DATE,
  builtins.TIME,
  builtins.INTERVAL,
  builtins.JSON,
  builtins.JSONB,
  builtins.NUMERIC,
]);

/** How values of the wire become JavaScript's, for every query of ours; the driver's own global settings stay as they are. */
export const postgresTypes: CustomTypesConfig = {
  getTypeParser: (type: number, format?: "text" | "binary"): ((text: string) => unknown) => {
    if (asText.has(type)) return (text) => text;
    if (type === builtins.INT8) return toInteger;
    return types.getTypeParser(type, format as "text"); // as: nothing of ours asks for binary
  },
};

/** A number where it is exact. */
function toInteger(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}
