/** A text in three parts: before, the first place where the words typed stand in it, after. Without a match all of it is `before`. */
export function markMatch(text: string, search: string): readonly [before: string, match: string, after: string] {
  const wanted = search.trim();
  const at = wanted === "" ? -1 : text.toLowerCase().indexOf(wanted.toLowerCase());
  if (at === -1) return [text, "", ""];
  return [text.slice(0, at), text.slice(at, at + wanted.length), text.slice(at + wanted.length)];
}
