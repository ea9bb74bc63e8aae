import { decodeValue } from "../protocol/decode-value.ts";
import type { DeltaMessage } from "../protocol/messages.ts";
import type { Patch, VarValues } from "../protocol/delta.ts";
import type { RowsHandle } from "../protocol/rows.ts";
import type { VarChanges } from "./apply-delta.ts";
import { RowsRef } from "./rows-ref.ts";

/** The vars of a delta with their types: Dates are Dates again, a rows var is a RowsRef. */
export function readDelta(delta: DeltaMessage, text: string): VarChanges {
  const tagged = text.includes('"~');
  return {
    ...(delta.full === true ? { full: true } : {}),
    ...(delta.s === undefined ? {} : { s: tagged ? readVars(delta.s) : delta.s }),
    ...(delta.p === undefined ? {} : { p: tagged ? delta.p.map(readPatch) : delta.p }),
  };
}

function readVars(states: VarValues): VarValues {
  const read: Record<string, Record<string, unknown>> = {};
  for (const [state, vars] of Object.entries(states)) {
    const own: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(vars)) {
      own[name] = isHandle(value) ? new RowsRef(state, name, value) : decodeValue(value);
    }
    read[state] = own;
  }
  return read;
}

function readPatch(patch: Patch): Patch {
  switch (patch[0]) {
    case 0:
    case 4:
    case 5:
      return [patch[0], patch[1], decodeValue(patch[2])];
    case 1: {
      const [op, path, start, deleted, items] = patch;
      return items === undefined ? patch : [op, path, start, deleted, items.map(decodeValue)];
    }
    case 2:
    case 3:
      return patch;
  }
}

function isHandle(value: unknown): value is RowsHandle {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "~r");
}
