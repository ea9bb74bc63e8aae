// Spreadsheets run a cell that begins like a formula. A quote before it makes it text for them; on the way back in it goes.
const formula = /^'*[=+\-@\t\r＝＋－＠]/;
const quoted = /^'+[=+\-@\t\r＝＋－＠]/;

/** A text that no spreadsheet takes for a formula. */
export function defuseFormula(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** The text that `defuseFormula` was given. */
export function restoreFormula(text: string): string {
  return quoted.test(text) ? text.slice(1) : text;
}
