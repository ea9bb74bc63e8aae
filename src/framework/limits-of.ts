import { defaultLimits, type Limits } from "../protocol/limits.ts";
import { StateCore } from "./state-core.ts";

/** The limits of the app that a State lives in. */
export function limitsOf(state: object): Limits {
  return StateCore.of(state).host?.limits ?? defaultLimits;
}
