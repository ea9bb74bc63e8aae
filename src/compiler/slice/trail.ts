/** How something came to be asked for: from the page to the last name. */
export interface Trail {
  readonly file: string;
  readonly name: string;
  readonly from: Trail | undefined;
}

/** A trail in words: `app/pages/index.tsx (default) → total → app/money.ts (round)`. */
export function describeTrail(trail: Trail | undefined, end: string): string {
  const steps: string[] = [];
  for (let at = trail; at !== undefined; at = at.from) {
    const sameFile = at.from?.file === at.file;
    steps.unshift(sameFile ? at.name : `${at.file} (${at.name})`);
  }
  return [...steps, end].join(" → ");
}
