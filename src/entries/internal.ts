// For the code that the compiler writes; no promise to anyone else. Light on purpose: both halves of every app load it.
export { RxError } from "../errors/rx-error.ts";
export { stub } from "../client/stub.ts";
export { nameModels } from "../orm/model-registry.ts";
export { register } from "../framework/state-registry.ts";
