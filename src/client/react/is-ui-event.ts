/** Is this an event of React or of the DOM, and so no input of ours? */
export function isUiEvent(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if ("nativeEvent" in value && "currentTarget" in value) return true;
  return typeof Event === "function" && value instanceof Event;
}
