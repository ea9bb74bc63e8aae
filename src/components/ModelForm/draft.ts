// What somebody types into a form. One invariant: a field that was touched is never replaced by what others saved.
import { sameValue } from "../../client/same-value.ts";

/** Values of a row by column name; a reference is the key that it points to. */
export type Values = Readonly<Record<string, unknown>>;

/** A row that is being typed. */
export interface Draft {
  /** The row as it was shown: what a save compares with. */
  readonly base: Values;
  /** As typed; has all names of `base`. */
  readonly values: Values;
  /** Touched fields whose stored value somebody else changed meanwhile. */
  readonly moved: ReadonlySet<string>;
}

/** A draft of a row, nothing typed yet. */
export function draftOf(base: Values): Draft {
  return { base, values: base, moved: new Set() };
}

/** The draft with one field typed. */
export function withValue(draft: Draft, name: string, value: unknown): Draft {
  return { ...draft, values: { ...draft.values, [name]: value } };
}

/** Names of the fields whose typed value is another than the one shown. */
export function changedNames(draft: Draft): readonly string[] {
  return Object.keys(draft.values).filter((name) => !sameValue(draft.values[name], draft.base[name]));
}

/**
 * The draft after others saved: fields that nobody touched take the new value, touched ones keep the draft, with the
 * value that was shown when it was typed, so that the save can find the overlap.
 */
export function rebased(draft: Draft, saved: Values): Draft {
  const touched = new Set(changedNames(draft));
  const base: Record<string, unknown> = { ...draft.base };
  const values: Record<string, unknown> = { ...draft.values };
  const moved = new Set<string>();
  for (const [name, value] of Object.entries(saved)) {
    if (!touched.has(name)) {
      base[name] = value;
      values[name] = value;
    } else if (!sameValue(value, draft.base[name])) moved.add(name);
  }
  return { base, values, moved };
}

/** The draft after its author was shown the stored value of a field and chose: theirs is taken over, mine will replace it. */
export function resolved(draft: Draft, name: string, stored: unknown, keep: "mine" | "theirs"): Draft {
  const moved = new Set(draft.moved);
  moved.delete(name);
  return {
    base: { ...draft.base, [name]: stored },
    values: keep === "mine" ? draft.values : { ...draft.values, [name]: stored },
    moved,
  };
}
