/** Randomness that nobody can guess: bytes as base64url text. Tests hand in a counted one. */
export type Random = (bytes: number) => string;
