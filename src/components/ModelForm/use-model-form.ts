import { useCallback, useMemo, useRef, useState } from "react";
import { sameValue } from "../../client/same-value.ts";
import type { FormField } from "../../protocol/form.ts";
import { changedNames, draftOf, rebased, resolved, withValue, type Draft, type Values } from "./draft.ts";
import { fieldError } from "./field-error.ts";
import { refusalOf } from "./refusal-of.ts";

/** How a save ended. */
export type SaveOutcome =
  | { readonly outcome: "saved" }
  /** Somebody else saved these columns first; nothing was written. */
  | { readonly outcome: "conflict"; readonly current: Values }
  /** The row is no longer there, or is no longer this person's to see. */
  | { readonly outcome: "gone" };

/** What useModelForm is given. */
export interface ModelFormOptions {
  readonly fields: readonly FormField[];
  /** The row as it is shown, or what a new one begins with; another object when somebody saved it meanwhile. */
  readonly base: Values;
  /** A new row saves all its values, an existing one those that were changed. */
  readonly isNew: boolean;
  /** Rejects with what the server refused. */
  readonly save: (draft: Draft, changed: readonly string[]) => Promise<SaveOutcome>;
}

/** A form at work. */
export interface ModelFormView {
  readonly draft: Draft;
  readonly changed: readonly string[];
  /** What is said at each field. */
  readonly errors: Readonly<Record<string, string>>;
  /** What is said of the whole form. */
  readonly problem: string | undefined;
  /** Stored values that a save ran into, by field, until one of the two was chosen. */
  readonly conflicts: Values;
  readonly isSaving: boolean;
  /** Saves that failed: each leads to what is to be looked at first. */
  readonly attempts: number;
  readonly set: (name: string, value: unknown) => void;
  readonly leave: (name: string) => void;
  readonly choose: (name: string, keep: "mine" | "theirs") => void;
  /** Saves; true where it was saved. */
  readonly submit: () => Promise<boolean>;
}

/** Keeps a draft of a row: what was typed, what is wrong with it, how its save ended. */
export function useModelForm({ fields, base, isNew, save }: ModelFormOptions): ModelFormView {
  const [draft, setDraft] = useState(() => draftOf(base));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<string>();
  const [conflicts, setConflicts] = useState<Values>({});
  const [isSaving, setSaving] = useState(false);
  const [attempts, setAttempts] = useState(0);
  const busy = useRef(false);
  const [seen, setSeen] = useState(base);
  if (seen !== base) {
    setSeen(base);
    setDraft((now) => rebased(now, base));
  }

  const changed = useMemo(() => changedNames(draft), [draft]);
  const wrong = useMemo(() => wrongFields(fields, draft.values), [fields, draft]);
  const errors = useMemo(
    () => ({ ...Object.fromEntries(Object.entries(wrong).filter(([name]) => left.has(name))), ...refused }),
    [wrong, left, refused],
  );

  const set = useCallback(
    (name: string, value: unknown) => {
      // Some fields tell their value again when they are left: that is no typing.
      if (sameValue(draft.values[name], value)) return;
      setDraft((now) => withValue(now, name, value));
      // What the server refused was about the value before.
      setRefused(({ [name]: _, ...others }) => others);
      setProblem(undefined);
    },
    [draft],
  );
  const leave = useCallback((name: string) => setLeft((now) => new Set(now).add(name)), []);
  const choose = useCallback(
    (name: string, keep: "mine" | "theirs") => {
      setDraft((now) => resolved(now, name, conflicts[name], keep));
      setConflicts(({ [name]: _, ...others }) => others);
    },
    [conflicts],
  );

  const trySave = async (): Promise<boolean> => {
    setLeft(new Set(fields.map((field) => field.name)));
    if (Object.keys(wrong).length > 0 || Object.keys(conflicts).length > 0) return false;
    if (!isNew && changed.length === 0) return true;
    busy.current = true;
    setSaving(true);
    setProblem(undefined);
    try {
      const ended = await save(draft, changed);
      if (ended.outcome === "conflict") setConflicts(ended.current);
      if (ended.outcome === "gone")
        setProblem("This row is no longer there. What you typed is kept here until you close it.");
      return ended.outcome === "saved";
    } catch (thrown) {
      const { field, message } = refusalOf(thrown);
      const at = fields.find(({ name }) => name === field);
      if (at === undefined) setProblem(message);
      else setRefused((now) => ({ ...now, [at.name]: atField(at, message) }));
      return false;
    } finally {
      busy.current = false;
      setSaving(false);
    }
  };
  const submit = async (): Promise<boolean> => {
    if (busy.current) return false;
    const isSaved = await trySave();
    if (!isSaved) setAttempts((count) => count + 1);
    return isSaved;
  };

  return { draft, changed, errors, problem, conflicts, isSaving, attempts, set, leave, choose, submit };
}

/** What is said at a field says its name no more: `Discount: choose 0 to 40 %` → `Choose 0 to 40 %`. */
function atField({ label }: FormField, message: string): string {
  if (!message.startsWith(`${label}: `)) return message;
  const rest = message.slice(label.length + 2);
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

function wrongFields(fields: readonly FormField[], values: Values): Readonly<Record<string, string>> {
  const wrong: Record<string, string> = {};
  for (const field of fields) {
    const error = fieldError(field, values[field.name]);
    if (error !== undefined) wrong[field.name] = error;
  }
  return wrong;
}
