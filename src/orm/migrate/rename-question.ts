/** Something that went while others came: it may have one of their names now, or be lost. Who wrote the models knows. */
export interface RenameQuestion {
  /** The table that the columns are of; undefined: the question is of tables. */
  readonly table: string | undefined;
  readonly gone: string;
  /** One at least. */
  readonly added: readonly string[];
}

/** Says under which name it goes on; undefined: it is lost. */
export type RenameAnswer = (question: RenameQuestion) => Promise<string | undefined>;
