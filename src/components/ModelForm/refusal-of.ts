import { RemoteError } from "../../client/remote-error.ts";

/** What a refused call says to a person, and the field that it is about. */
export interface Refusal {
  readonly message: string;
  readonly field: string | undefined;
}

/** Reads what a call of an event rejected with. */
export function refusalOf(thrown: unknown): Refusal {
  if (thrown instanceof RemoteError) {
    const id = thrown.id === undefined ? "" : ` (${thrown.code}, ${thrown.id})`;
    return { message: `${thrown.message}${id}`, field: thrown.field };
  }
  return { message: thrown instanceof Error ? thrown.message : String(thrown), field: undefined };
}
