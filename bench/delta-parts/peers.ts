import { enablePatches, produceWithPatches, setAutoFreeze } from "immer";
import { create } from "mutative";
import { makeState, type Case } from "./cases.ts";

/** One engine in one case: makes a change and gives the text that would be sent for it. */
export type Engine = (step: number) => string;

/** Makes an engine for a case with so many rows. */
type MakeEngine = (of: Case, rowCount: number) => Engine;

enablePatches();
// The faster of immer's two ways.
setAutoFreeze(false);

/** What others do: the whole var again, or the patches of a draft library. */
export const peers: Readonly<Record<"whole var" | "immer" | "mutative", MakeEngine>> = {
  "whole var": (of, rowCount) => {
    const state = makeState(rowCount, of.columns);
    return (step) => {
      of.change(state, step);
      const name = of.root(step);
      return JSON.stringify({ [name]: state[name] });
    };
  },
  immer: (of, rowCount) => {
    let state = makeState(rowCount, of.columns);
    return (step) => {
      const [next, patches] = produceWithPatches(state, (draft) => of.change(draft, step));
      state = next;
      return JSON.stringify(patches);
    };
  },
  mutative: (of, rowCount) => {
    let state = makeState(rowCount, of.columns);
    return (step) => {
      const [next, patches] = create(state, (draft) => of.change(draft, step), { enablePatches: true });
      state = next;
      return JSON.stringify(patches);
    };
  },
};
