/** The first line of a migration that says what a database had already when its models were pulled. */
export const baselineHead =
  "-- Baseline: a database that has these tables is left as it is, and this noted as applied.";
