// The vars as the page shows them: what the server said, and over it what is being typed. A draft stays until the
// server has applied that very value and nothing newer waits; what others save never takes its place.
import type { VarValues } from "../protocol/delta.ts";
import { applyDelta, type VarChanges } from "./apply-delta.ts";
import { sameValue } from "./same-value.ts";

/** What is typed into a var and is not the server's yet. */
interface Draft {
  value: unknown;
  /** Grows with each change of it: an answer to an older one does not end the draft. */
  change: number;
  /** Applied, but the server made another value of it (trimmed it): what was typed stays until the field is left. */
  held?: true;
  /** Why the server refused it. */
  error?: string;
  /** The field has the focus and reports when it is left. */
  focused: boolean;
}

/** Vars by State and name, with a subscription for each. */
export class VarStore {
  #vars: VarValues = {};
  readonly #drafts = new Map<string, Draft>();
  readonly #errors = new Map<string, string>();
  readonly #listeners = new Map<string, Set<(names: ReadonlySet<string>) => void>>();
  readonly #typed = new Map<string, { readonly state: string; readonly name: string }>();
  #changes = 0;

  /** Is there a State of this id? */
  has(state: string): boolean {
    return this.#vars[state] !== undefined;
  }

  /** A var as it is shown. */
  get(state: string, name: string): unknown {
    const draft = this.#drafts.get(keyOf(state, name));
    return draft === undefined ? this.server(state, name) : draft.value;
  }

  /** A var as the server last said it. */
  server(state: string, name: string): unknown {
    return this.#vars[state]?.[name];
  }

  /** All vars as the server last said them. */
  get all(): VarValues {
    return this.#vars;
  }

  /** What is to be said at a field: why its value was refused. */
  error(state: string, name: string): string | undefined {
    const key = keyOf(state, name);
    return this.#drafts.get(key)?.error ?? this.#errors.get(key);
  }

  /** Calls back with the names of the State's vars that changed. */
  subscribe(state: string, listener: (names: ReadonlySet<string>) => void): () => void {
    const listeners = this.#listeners.get(state) ?? new Set();
    this.#listeners.set(state, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** Applies what the server said; returns the vars that it touched. */
  apply(changes: VarChanges): ReadonlyMap<string, ReadonlySet<string>> {
    const { vars, touched } = applyDelta(this.#vars, changes);
    this.#vars = vars;
    for (const [state, names] of touched) {
      for (const name of names) this.#dropHeld(state, name);
    }
    for (const [state, names] of touched) this.#notify(state, names);
    return touched;
  }

  /** Shows what was typed; the number that names this change is what `settleDraft` is asked with. */
  draft(state: string, name: string, value: unknown, focused: boolean): number {
    const key = keyOf(state, name);
    const change = ++this.#changes;
    this.#drafts.set(key, { value, change, focused });
    this.#errors.delete(key);
    this.#typed.set(key, { state, name });
    this.#notify(state, new Set([name]));
    return change;
  }

  /** The server has answered the `set` that carried this change. */
  settleDraft(state: string, name: string, change: number, refused?: string): void {
    const key = keyOf(state, name);
    const draft = this.#drafts.get(key);
    if (draft === undefined || draft.change !== change) return;
    if (refused !== undefined) draft.error = refused;
    else if (draft.focused && !sameValue(draft.value, this.server(state, name))) draft.held = true;
    else this.#drafts.delete(key);
    this.#notify(state, new Set([name]));
  }

  /** The field is left: what the server made of its value shows. */
  leave(state: string, name: string): void {
    const draft = this.#drafts.get(keyOf(state, name));
    if (draft === undefined) return;
    draft.focused = false;
    this.#dropHeld(state, name);
    this.#notify(state, new Set([name]));
  }

  /** Says something at a field until it is changed. */
  setError(state: string, name: string, message: string): void {
    this.#errors.set(keyOf(state, name), message);
    this.#notify(state, new Set([name]));
  }

  /** Takes back what is said at the fields of a State. */
  clearErrors(state: string): void {
    const names = new Set<string>();
    for (const key of this.#errors.keys()) {
      const [owner, name] = splitKey(key);
      if (owner !== state) continue;
      this.#errors.delete(key);
      names.add(name);
    }
    if (names.size > 0) this.#notify(state, names);
  }

  /** What was typed in this tab, as it is shown: what another session has to be told. */
  typed(): readonly { readonly state: string; readonly name: string; readonly value: unknown }[] {
    return [...this.#typed.values()].map(({ state, name }) => ({ state, name, value: this.get(state, name) }));
  }

  /** Another page: what was typed into States that it does not have is done with. */
  forgetTyped(keep: (state: string) => boolean): void {
    for (const [key, { state }] of this.#typed) if (!keep(state)) this.#typed.delete(key);
  }

  #dropHeld(state: string, name: string): void {
    const key = keyOf(state, name);
    const draft = this.#drafts.get(key);
    if (draft?.held === true || (draft?.error !== undefined && !draft.focused)) this.#drafts.delete(key);
  }

  #notify(state: string, names: ReadonlySet<string>): void {
    for (const listener of Array.from(this.#listeners.get(state) ?? [])) listener(names);
  }
}

// A State id is a class name: it holds no space.
function keyOf(state: string, name: string): string {
  return `${state} ${name}`;
}

function splitKey(key: string): [state: string, name: string] {
  const at = key.indexOf(" ");
  return [key.slice(0, at), key.slice(at + 1)];
}
