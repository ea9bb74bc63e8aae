/** The floor: what a database's driver alone needs for the next 100 rows, from a place that it knows. */
export interface Seek {
  /** Goes to the row with this index. */
  jump(index: number, condition?: string): void | Promise<void>;
  /** The next 100 rows, as text of the wire. */
  scroll(): string | Promise<string>;
  close(): void | Promise<void>;
}
