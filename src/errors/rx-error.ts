import { codes, type Code } from "./codes.ts";

// A brace with a space in it is code that a remedy shows.
type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${string} ${string}` ? never : Name) | Placeholders<Rest>
  : never;

/** The values that a code's message and remedy name in braces. */
export type Params<C extends Code> = {
  readonly [Name in Placeholders<(typeof codes)[C]["message" | "remedy"]>]: string | number;
};

/** What an error may carry beside its parameters. */
export interface ErrorExtras {
  /** The input field that the error belongs to, a key of the event's input or of the form. */
  readonly field?: string;
  /** What led here; for the log, never for the browser. */
  readonly cause?: unknown;
}

type Arguments<C extends Code> = [keyof Params<C>] extends [never]
  ? [params?: Record<never, never>, extras?: ErrorExtras]
  : [params: Params<C>, extras?: ErrorExtras];

/**
 * The only error that rowx throws. `message` says what was expected and found, `remedy` what to do.
 *
 * @example throw new RxError("MESSAGE_TOO_LARGE", { limit: 64, unit: "KiB", found: "2 MiB" });
 */
export class RxError<C extends Code = Code> extends Error {
  override readonly name = "RxError";
  readonly code: C;
  readonly status: number;
  readonly remedy: string;
  readonly retry: boolean;
  readonly field: string | undefined;

  constructor(code: C, ...[params, extras]: Arguments<C>) {
    const info: (typeof codes)[Code] = codes[code];
    super(fill(info.message, params ?? {}), extras?.cause === undefined ? undefined : { cause: extras.cause });
    this.code = code;
    this.status = info.status;
    this.remedy = fill(info.remedy, params ?? {});
    this.retry = "retry" in info;
    this.field = extras?.field;
  }
}

function fill(text: string, params: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
