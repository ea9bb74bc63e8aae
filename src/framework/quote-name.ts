const quoted = new Map<string, string>();

/** The name of a State or a var as JSON. There are as many as the app's classes have, so each is written once. */
export function quoteName(name: string): string {
  let text = quoted.get(name);
  if (text === undefined) quoted.set(name, (text = JSON.stringify(name)));
  return text;
}
