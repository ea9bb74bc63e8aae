import type { DialectName } from "../dialects/dialect-name.ts";

/** One connection to the database that rows are copied into: the port, of which each dialect has one. */
export interface CopyConnection {
  readonly dialect: DialectName;
  run(text: string, params?: readonly unknown[]): Promise<void>;
  /** Rows as the driver's arrays. */
  rows(text: string, params?: readonly unknown[]): Promise<unknown[][]>;
  /** Parameters in the types that the driver takes. */
  toDriverParams(params: readonly unknown[]): readonly unknown[];
  close(): Promise<void>;
}
