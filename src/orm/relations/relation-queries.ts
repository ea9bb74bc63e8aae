/** Filled by the app's Register; see relation types. */
export type RelationQueries = Readonly<Record<never, never>>;
