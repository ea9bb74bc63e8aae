/** The middle of some measurements, and between what the true middle lies with 95 % certainty. */
export interface MedianInterval {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly min: number;
  readonly max: number;
  readonly count: number;
}

/**
 * The median with its distribution-free confidence interval: order statistics by the binomial distribution. Below six
 * measurements no interval of 95 % exists, and the whole range stands for it.
 */
export function medianInterval(values: readonly number[]): MedianInterval {
  const sorted = [...values].sort((a, b) => a - b);
  const count = sorted.length;
  const at = (index: number): number => sorted[Math.min(Math.max(index, 0), count - 1)] ?? Number.NaN;
  let cut = 0;
  while (2 * tail(count, cut) <= 0.05 && cut < count / 2) cut++;
  const middle = (at(Math.floor((count - 1) / 2)) + at(Math.ceil((count - 1) / 2))) / 2;
  return { median: middle, low: at(cut - 1), high: at(count - cut), min: at(0), max: at(count - 1), count };
}

/** Chance that at most `k` of `n` measurements lie below the true median. */
function tail(n: number, k: number): number {
  let term = 0.5 ** n;
  let sum = 0;
  for (let index = 0; index <= k; index++) {
    sum += term;
    term *= (n - index) / (index + 1);
  }
  return sum;
}
