// Not an RxError: its code, text and field were filled in on the server and are shown as they came.
import type { Answer, ResultCode } from "../protocol/messages.ts";
import { codes, type Code } from "../errors/codes.ts";

/**
 * What the promise of an event rejects with.
 *
 * `message` is fit for a user, `code` names the error (docs/errors.md), `result` says how the call ended and so
 * whether a repeat can help, `field` is the input that it belongs to, `id` leads to the server's log.
 */
export class RemoteError extends Error {
  override readonly name = "RemoteError";
  readonly code: Code;
  readonly result: ResultCode;
  readonly field: string | undefined;
  readonly id: string | undefined;
  /** A `conflict`: the value that is there now, encoded like a cell. */
  readonly current: unknown;

  constructor(answer: Omit<Answer, "id">) {
    const result = answer.code ?? "failed";
    const code = answer.error?.code ?? ownCodes[result] ?? "INTERNAL";
    super(answer.error?.message ?? codes[code].message);
    this.code = code;
    this.result = result;
    this.field = answer.error?.field;
    this.id = answer.error?.id;
    this.current = answer.current;
  }
}

const ownCodes: { readonly [Result in ResultCode]?: Code } = {
  gone: "EVENT_GONE",
  interrupted: "EVENT_INTERRUPTED",
  conflict: "EDIT_CONFLICT",
};
