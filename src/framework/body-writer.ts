import type { StateShape } from "../protocol/delta.ts";
import type { StateChanges } from "./collect-changes.ts";
import { quoteName } from "./quote-name.ts";

/** What a delta carries beside its version and answer. */
export interface DeltaBody {
  /** JSON members, each with a comma before it; empty where nothing changed. */
  readonly text: string;
  readonly isFull: boolean;
  /** Rows vars whose query changed, by State. */
  readonly newRows: readonly (readonly [state: string, names: readonly string[]])[];
  /** States that are told for the first time on this socket. */
  readonly newStates: readonly string[];
}

const none: readonly never[] = [];

/** Puts a delta's text together, value by value: a tree of objects that is stringified at the end costs three times as much. */
export class BodyWriter {
  #vars = "";
  #patches = "";
  #shapes = "";
  #newRows: (readonly [string, readonly string[]])[] | undefined;
  #newStates: string[] | undefined;

  /** @param shape where the browser has not been told of the State yet. */
  add(id: string, changes: StateChanges, shape: StateShape | undefined): void {
    if (changes.vars.length > 0 || shape !== undefined) {
      let own = "";
      for (const text of changes.vars) own += own === "" ? text : `,${text}`;
      this.#vars += `${this.#vars === "" ? "" : ","}${quoteName(id)}:{${own}}`;
    }
    for (const text of changes.patches) this.#patches += this.#patches === "" ? text : `,${text}`;
    if (changes.newRows.length > 0) (this.#newRows ??= []).push([id, changes.newRows]);
    if (shape === undefined) return;
    this.#shapes += `${this.#shapes === "" ? "" : ","}${JSON.stringify(id)}:${JSON.stringify(shape)}`;
    (this.#newStates ??= []).push(id);
  }

  end(isFull: boolean): DeltaBody {
    let text = isFull ? `,"full":true,"s":{${this.#vars}}` : "";
    if (!isFull && this.#vars !== "") text = `,"s":{${this.#vars}}`;
    if (this.#patches !== "") text += `,"p":[${this.#patches}]`;
    if (this.#shapes !== "") text += `,"shapes":{${this.#shapes}}`;
    return { text, isFull, newRows: this.#newRows ?? none, newStates: this.#newStates ?? none };
  }
}
