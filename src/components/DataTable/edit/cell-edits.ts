// Inline edits of one table. A draft is sacred: it belongs to its row's key and column, is never replaced by what others
// save, and ends only when the server took it, or its author gave it up.
import type { Clock } from "../../../framework/ports/clock.ts";
import type { Answer } from "../../../protocol/messages.ts";
import type { RowKey } from "../../../protocol/rows.ts";
import { Listeners } from "../../../client/listeners.ts";
import { RemoteError } from "../../../client/remote-error.ts";

/** Where a cell's edit stands. Values are cells as the wire has them; `text` is what stands in the field. */
export type CellPhase =
  | { readonly type: "editing"; readonly shown: unknown; readonly text: string | undefined; readonly reason?: string }
  | { readonly type: "saving" | "saved"; readonly shown: unknown; readonly cell: unknown; readonly text: string }
  | { readonly type: "refused"; readonly shown: unknown; readonly text: string; readonly reason: string }
  | {
      readonly type: "conflict";
      readonly shown: unknown;
      readonly cell: unknown;
      readonly text: string;
      readonly current: unknown;
    };

/** Which cell. */
export interface CellPlace {
  readonly key: RowKey;
  readonly col: string;
}

/** How many edits are where. */
export interface EditCounts {
  readonly saving: number;
  readonly refused: number;
}

/** An edit whose row has lost its key. */
interface LostEdit {
  readonly identity: string | undefined;
  readonly col: string;
  readonly phase: CellPhase;
}

/** Sends one edit. */
export type SendEdit = (
  edit: CellPlace & { readonly v: unknown; readonly was: unknown },
) => Promise<Omit<Answer, "id">>;

/** What was saved shows until the row itself says it; at the latest this long. */
const savedMs = 3_000;

/** The edits of one table. */
export class CellEdits {
  readonly #send: SendEdit;
  readonly #clock: Clock;
  readonly #phases = new Map<string, { readonly place: CellPlace; readonly phase: CellPhase }>();
  readonly #listeners = new Listeners<[CellPlace]>();
  #editor: CellPlace | undefined;
  #lost: readonly LostEdit[] = [];

  constructor(send: SendEdit, clock: Clock) {
    this.#send = send;
    this.#clock = clock;
  }

  /** The cell whose editor is open. */
  get editor(): CellPlace | undefined {
    return this.#editor;
  }

  get counts(): EditCounts {
    let [saving, refused] = [0, this.#lost.length];
    for (const { phase } of this.#phases.values()) {
      if (phase.type === "saving") saving += 1;
      if (isUnsaved(phase)) refused += 1;
    }
    return { saving, refused };
  }

  /** Is there anything typed that is not stored? */
  get hasDraft(): boolean {
    if (this.#lost.length > 0) return true;
    for (const { phase } of this.#phases.values()) {
      if (phase.type !== "saved" && !(phase.type === "editing" && phase.text === undefined)) return true;
    }
    return false;
  }

  /** Cells whose edit was refused, is held, or met another's change, for who wants to go there. */
  get unsaved(): readonly CellPlace[] {
    return Array.from(this.#phases.values()).flatMap(({ place, phase }) => (isUnsaved(phase) ? [place] : []));
  }

  /** What tells the row of an edit that has lost its key; undefined where there is none, or nothing tells it. */
  get lostIdentity(): string | undefined {
    return this.#lost.find(({ identity }) => identity !== undefined)?.identity;
  }

  /** Cells with an edit, each as `key column`. */
  places(): ReadonlySet<string> {
    return new Set(this.#phases.keys());
  }

  phase({ key, col }: CellPlace): CellPhase | undefined {
    return this.#phases.get(`${key} ${col}`)?.phase;
  }

  /** Calls back with the cell that changed. */
  onChange(callback: (place: CellPlace) => void): () => void {
    return this.#listeners.add(callback);
  }

  /** Opens the editor of a cell; one that was refused opens with its draft. False where another one is held open. */
  open(place: CellPlace, shown: unknown, text?: string): boolean {
    if (this.#editor !== undefined && !this.#closeEditor()) return false;
    const before = this.phase(place);
    if (before?.type === "conflict") return false;
    this.#editor = place;
    if (before?.type === "refused")
      this.#set(place, { type: "editing", shown: before.shown, text: before.text, reason: before.reason });
    else this.#set(place, { type: "editing", shown: before?.type === "saving" ? before.cell : shown, text });
    return true;
  }

  /** What stands in the field now. */
  type(text: string): void {
    const place = this.#editor;
    const phase = place && this.phase(place);
    if (place === undefined || phase?.type !== "editing") return;
    // A reason stays until something else is there to be judged.
    this.#set(place, { type: "editing", shown: phase.shown, text });
  }

  /** Holds the editor open with a reason. */
  hold(reason: string): void {
    const place = this.#editor;
    const phase = place && this.phase(place);
    if (place !== undefined && phase?.type === "editing") this.#set(place, { ...phase, reason });
  }

  /** Closes the editor; the cell is as it was. */
  cancel(): void {
    const place = this.#editor;
    this.#editor = undefined;
    if (place !== undefined) this.#clear(place);
  }

  /** Gives a refused draft up. */
  discard(place: CellPlace): void {
    if (this.#editor?.key === place.key && this.#editor.col === place.col) this.#editor = undefined;
    this.#clear(place);
  }

  /** Saves a cell and closes its editor. `text` is what opens again, should it be refused. */
  save(place: CellPlace, cell: unknown, text: string): void {
    const phase = this.phase(place);
    const shown = phase?.shown;
    if (this.#editor?.key === place.key && this.#editor.col === place.col) this.#editor = undefined;
    if (sameCell(cell, shown)) {
      this.#clear(place);
      return;
    }
    void this.#run(place, { shown, cell, text });
  }

  /** Sets a cell without an editor: a check box, a choice. */
  put(place: CellPlace, cell: unknown, shown: unknown): void {
    if (!sameCell(cell, shown)) void this.#run(place, { shown, cell, text: "" });
  }

  /** Ends a conflict: mine is saved over theirs, or theirs stays. */
  resolve(place: CellPlace, which: "mine" | "theirs"): void {
    const phase = this.phase(place);
    if (phase?.type !== "conflict") return;
    if (which === "theirs") this.#clear(place);
    else void this.#run(place, { shown: phase.current, cell: phase.cell, text: phase.text });
  }

  /** A row is another object: what was saved into it is in it now. */
  rowChanged(key: RowKey): void {
    for (const { place, phase } of Array.from(this.#phases.values())) {
      if (place.key === key && phase.type === "saved") this.#clear(place);
    }
  }

  /**
   * Keys name nothing any more: what is not saved waits for its row to be found again.
   *
   * @param identityOf what tells the row of a key from others, beyond a session.
   */
  lose(identityOf: (key: RowKey) => string | undefined): void {
    const all = Array.from(this.#phases.values());
    this.#editor = undefined;
    for (const { place } of all) this.#clear(place);
    const lost = all
      .filter(({ phase }) => phase.type !== "saved")
      .map(({ place: { key, col }, phase }) => ({ identity: identityOf(key), col, phase }));
    this.#lost = [...this.#lost, ...lost];
  }

  /** Rows have keys again: drafts open, what was on its way goes once more, with the value that was shown then. */
  find(keyOf: (identity: string) => RowKey | undefined): void {
    const lost = this.#lost;
    this.#lost = [];
    for (const edit of lost) {
      const key = edit.identity === undefined ? undefined : keyOf(edit.identity);
      if (key === undefined) this.#lost = [...this.#lost, edit];
      else this.#restore({ key, col: edit.col }, edit.phase);
    }
  }

  /** Does an edit wait for its row? */
  get hasLost(): boolean {
    return this.#lost.length > 0;
  }

  #restore(place: CellPlace, phase: CellPhase): void {
    if (phase.type === "editing") {
      this.open(place, phase.shown, phase.text);
      this.#set(place, phase);
    } else if (phase.type === "refused") this.#set(place, phase);
    else void this.#run(place, phase);
  }

  async #run(place: CellPlace, { shown, cell, text }: { shown: unknown; cell: unknown; text: string }): Promise<void> {
    const saving = { type: "saving", shown, cell, text } as const;
    this.#set(place, saving);
    const answer = await this.#send({ ...place, v: cell, was: shown });
    if (answer.code === "gone") {
      // Its session is lost: in a moment it is known that the keys are, too, and the edit finds its row again.
      this.#clock.after(savedMs, () => this.#answered(place, saving, answer));
    } else this.#answered(place, saving, answer);
  }

  #answered(
    place: CellPlace,
    saving: Extract<CellPhase, { type: "saving" | "saved" }>,
    answer: Omit<Answer, "id">,
  ): void {
    // Another edit of the same cell took its place.
    if (this.phase(place) !== saving) return;
    const { shown, cell, text } = saving;
    if (answer.code === undefined || answer.code === "ok") {
      const saved: CellPhase = { type: "saved", shown, cell, text };
      this.#set(place, saved);
      this.#clock.after(savedMs, () => {
        if (this.phase(place) === saved) this.#clear(place);
      });
    } else if (answer.code === "conflict")
      this.#set(place, { type: "conflict", shown, cell, text, current: answer.current });
    else this.#refuse(place, { type: "refused", shown, text, reason: new RemoteError(answer).message });
  }

  /** A refused draft opens again with its reason, unless its author is busy elsewhere. */
  #refuse(place: CellPlace, phase: Extract<CellPhase, { type: "refused" }>): void {
    this.#set(place, phase);
    if (this.#editor === undefined && phase.text !== "") this.open(place, phase.shown);
  }

  /** Another editor opens: one that holds nothing new closes, one with a draft stays, its draft a refused one. */
  #closeEditor(): boolean {
    const place = this.#editor;
    const phase = place && this.phase(place);
    this.#editor = undefined;
    if (place === undefined || phase?.type !== "editing") return true;
    if (phase.reason === undefined || phase.text === undefined) this.#clear(place);
    else this.#set(place, { type: "refused", shown: phase.shown, text: phase.text, reason: phase.reason });
    return true;
  }

  #set(place: CellPlace, phase: CellPhase): void {
    this.#phases.set(`${place.key} ${place.col}`, { place, phase });
    this.#listeners.call(place);
  }

  #clear(place: CellPlace): void {
    if (this.#phases.delete(`${place.key} ${place.col}`)) this.#listeners.call(place);
  }
}

function isUnsaved(phase: CellPhase): boolean {
  if (phase.type === "editing") return phase.reason !== undefined;
  return phase.type === "refused" || phase.type === "conflict";
}

function sameCell(a: unknown, b: unknown): boolean {
  return Object.is(a, b) || JSON.stringify(a) === JSON.stringify(b);
}
