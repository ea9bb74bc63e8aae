/** How a field looks beside what its model says: the currency of an amount, the unit of a share. */
export interface FieldLook {
  /** Before the number: `$`. */
  readonly prefix?: string | undefined;
  /** After the number: ` %`. */
  readonly suffix?: string | undefined;
  /** A line under the field instead of the model's. */
  readonly help?: string | undefined;
  /** Across both columns of the form. Default: references and long texts. */
  readonly wide?: boolean | undefined;
  /** Heading above this field: begins a section of the form. */
  readonly section?: string | undefined;
}
