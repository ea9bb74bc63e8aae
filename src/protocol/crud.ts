// What the events of crud() return. They are ordinary events; these shapes are what form and table read of the result.

/** How a change of a row ended. Nothing was written unless it says `saved`. */
export type UpdateOutcome<Row = Readonly<Record<string, unknown>>> =
  | { readonly outcome: "saved" }
  /** Others saved these columns since they were shown; the values are the ones that are there now. */
  | { readonly outcome: "conflict"; readonly current: Partial<Row> }
  /** The row is no longer there, or no longer in the query. */
  | { readonly outcome: "gone" };

/** What deleting rows would do, asked before it is done. */
export interface RemovalPreview {
  /** How many of the rows asked for are still there. */
  readonly rows: number;
  /** Rows of other tables that would be deleted too; those that only lose their reference are not named. */
  readonly goesWith: readonly RelatedCount[];
  /** Rows of other tables that keep these from being deleted. */
  readonly keptBy: readonly RelatedCount[];
}

/** How many rows of another table point at the ones in question. */
export interface RelatedCount {
  readonly model: string;
  readonly singular: string;
  readonly plural: string;
  readonly count: number;
}
