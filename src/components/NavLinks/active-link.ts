/** The link that the open page belongs to: the longest one that its path begins with, whole segments counted. */
export function activeLink<L extends { readonly to: string }>(path: string, links: readonly L[]): L | undefined {
  const at = withoutSlash(path);
  let best: L | undefined;
  for (const link of links) {
    const to = withoutSlash(link.to);
    const isOn = at === to || (to !== "" && at.startsWith(`${to}/`));
    if (isOn && (best === undefined || to.length > withoutSlash(best.to).length)) best = link;
  }
  return best;
}

function withoutSlash(path: string): string {
  return path.replace(/[?#].*$/, "").replace(/\/+$/, "");
}
