/** One thing that was looked at. */
export interface Finding {
  /** What should be so. */
  readonly check: string;
  readonly ok: boolean;
  /** What was found, and how to mend it where it is not so. */
  readonly found: string;
}
