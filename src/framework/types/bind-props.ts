/** The props that `bind` gives: of a checkbox for booleans, of a field with a value for all else. */
export type BindProps<In> = [NonNullable<In>] extends [boolean] ? CheckedProps : ValueProps<In>;

/** What a DOM `change` of a text field carries. */
export interface TextChange {
  readonly target: { readonly value: string };
  readonly currentTarget: { readonly value: string };
}

/** What a DOM `change` of a checkbox carries. */
export interface CheckChange {
  readonly target: { readonly checked: boolean };
  readonly currentTarget: { readonly checked: boolean };
}

/** Props of a checkbox or a switch. */
export interface CheckedProps {
  name: string;
  error?: string;
  checked: boolean;
  onChange: (change: boolean | CheckChange) => void;
}

/** Props of a field. Only text takes a DOM event: that is what refuses a TextInput for a number. */
export interface ValueProps<In> {
  name: string;
  error?: string;
  value: In;
  onChange: (change: null | Loose<In> | ([NonNullable<In>] extends [string] ? TextChange : never)) => void;
}

/** What components report beside the value itself: numbers and dates as text while they are typed. */
type Loose<In> = In extends number | bigint | Date
  ? In | string
  : In extends readonly (Date | null)[]
    ? { [K in keyof In]: In[K] | string }
    : In;
