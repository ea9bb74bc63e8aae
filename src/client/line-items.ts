import type { Answer } from "../protocol/messages.ts";
import { encodeValue } from "../protocol/values.ts";
import type { LineItem } from "./number-line.ts";
import type { PageAddress } from "./page-address.ts";

type Settle = (answer: Omit<Answer, "id">) => void;

/** A call of an event, on its way. */
export function eventItem(state: string, name: string, input: unknown, settle: Settle): LineItem {
  const i = input === undefined ? {} : { i: encodeValue(input) };
  return { type: "event", body: JSON.stringify({ t: "event", s: state, n: name, ...i }), settle };
}

/** A new value of a bindable, url or stored var, on its way. */
export function setItem(state: string, name: string, value: unknown, settle: Settle): LineItem {
  const body = JSON.stringify({ t: "set", s: state, n: name, v: encodeValue(value) });
  return { type: "set", body, target: `${state}.${name}`, settle };
}

/** A page to open, on its way. */
export function openItem(page: PageAddress, settle: Settle): LineItem {
  return { type: "open", body: JSON.stringify({ t: "open", ...page }), settle };
}

/** What an edit says: values encoded like cells. */
export interface CellEdit {
  readonly view: number;
  readonly key: number;
  readonly col: string;
  readonly v: unknown;
  readonly was: unknown;
}

/** An edit of one cell, on its way. */
export function editItem(edit: CellEdit, settle: Settle): LineItem {
  return { type: "edit", body: JSON.stringify({ t: "edit", ...edit }), settle };
}
