/** Longer texts are read faster by the engine's own code. */
const maxSearched = 64;

/** A text as JSON. Most short ones need no escape and no tag, which is seen at a look. */
export function quoteText(text: string): string {
  return text.length <= maxSearched && /^[\w$ .-]*$/.test(text) ? `"${text}"` : JSON.stringify(text);
}
