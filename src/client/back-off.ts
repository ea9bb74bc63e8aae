/**
 * Milliseconds to wait before the next try to connect: at once for the first, then doubling up to five seconds, each
 * spread by chance, so that a thousand tabs of one restarted server do not come back in the same instant.
 *
 * @param attempt tries since the line was last there, from 0.
 * @param random between 0 and 1.
 */
export function backOff(attempt: number, random: number): number {
  if (attempt === 0) return Math.round(50 + random * 150);
  const most = Math.min(5_000, 400 * 2 ** Math.min(attempt - 1, 6));
  return Math.round(most * (0.5 + random / 2));
}
