import { enablePatches, produceWithPatches, setAutoFreeze } from "immer";
import { create } from "mutative";
import { makeState, type BenchState, type Case } from "./cases.ts";

/** One engine in one case. */
export interface Engine {
  /** Makes a change and gives the text that would be sent for it. */
  change(step: number): string;
  /** Between rounds, not timed: back to as many rows, as a tab at rest. */
  rest(): void;
}

/** Makes an engine for a case with so many rows. */
export type MakeEngine = (of: Case, rowCount: number) => Engine;

enablePatches();
// The faster of immer's two ways.
setAutoFreeze(false);

/** What others do: the whole var again, or the patches of a draft library. */
export const peers: Readonly<Record<"whole var" | "immer" | "mutative", MakeEngine>> = {
  "whole var": (of, rowCount) => {
    const state = makeState(rowCount, of.columns);
    return {
      change(step) {
        of.change(state, step);
        const name = of.root(step);
        return JSON.stringify({ [name]: state[name] });
      },
      rest: () => cutRows(state, rowCount),
    };
  },
  immer: (of, rowCount) => {
    let state = makeState(rowCount, of.columns);
    return {
      change(step) {
        const [next, patches] = produceWithPatches(state, (draft) => of.change(draft, step));
        state = next;
        return JSON.stringify(patches);
      },
      rest: () => cutRows(state, rowCount),
    };
  },
  mutative: (of, rowCount) => {
    let state = makeState(rowCount, of.columns);
    return {
      change(step) {
        const [next, patches] = create(state, (draft) => of.change(draft, step), { enablePatches: true });
        state = next;
        return JSON.stringify(patches);
      },
      rest: () => cutRows(state, rowCount),
    };
  },
};

/** Nothing is frozen, and nobody else holds the state: what was appended goes. */
function cutRows({ rows }: BenchState, rowCount: number): void {
  if (rows.length > rowCount) rows.length = rowCount;
}
