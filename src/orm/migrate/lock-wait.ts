/** How long a migrator waits for another one, in milliseconds. */
export const lockWaitMs = 30_000;
