/** Time, as the framework knows it: real in an app, in a test's hand in a test. */
export interface Clock {
  now(): number;
  /** Calls back once; the result takes it back. */
  after(ms: number, callback: () => void): () => void;
}
