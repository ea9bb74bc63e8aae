import type { CheckShape } from "../database-shape.ts";
import { closingOf, tokensOf, unquote, type Token } from "./tokens-of.ts";

/** What only the text of CREATE TABLE says. */
export interface CreateTable {
  readonly autoIncrement: boolean;
  readonly checks: readonly CheckShape[];
  /** By the column's name in lower case. */
  readonly collations: ReadonlyMap<string, string>;
  readonly generated: ReadonlyMap<string, string>;
}

/** Reads what SQLite tells by the text of CREATE TABLE alone. */
export function readCreateTable(sql: string): CreateTable {
  const tokens = tokensOf(sql);
  const open = tokens.findIndex(({ text }) => text === "(");
  const isTable = open >= 0 && !tokens.slice(0, open).some(({ text }) => /^as$/i.test(text));
  const pieces = isTable ? splitAt(tokens.slice(open + 1, closingOf(tokens, open))) : [];
  const collations = new Map<string, string>();
  const generated = new Map<string, string>();
  for (const piece of pieces) {
    const name = unquote(piece[0]?.text ?? "").toLowerCase();
    const collate = topLevel(piece, /^collate$/i);
    if (collate !== undefined) collations.set(name, unquote(piece[collate + 1]?.text ?? "").toLowerCase());
    const as = topLevel(piece, /^as$/i);
    if (as !== undefined) generated.set(name, inParentheses(sql, piece, as + 1));
  }
  return {
    autoIncrement: tokens.some(({ text }) => /^autoincrement$/i.test(text)),
    checks: pieces.flatMap((piece) => checksOf(sql, piece)),
    collations: new Map([...collations].filter(([, collation]) => collation !== "binary")),
    generated,
  };
}

function checksOf(sql: string, piece: readonly Token[]): readonly CheckShape[] {
  const checks: CheckShape[] = [];
  for (let at = 0; at < piece.length; at++) {
    if (piece[at]?.text === "(") at = closingOf(piece, at);
    if (!/^check$/i.test(piece[at]?.text ?? "") || piece[at + 1]?.text !== "(") continue;
    const isNamed = /^constraint$/i.test(piece[at - 2]?.text ?? "");
    const name = isNamed ? unquote(piece[at - 1]?.text ?? "") : undefined;
    checks.push({ name, condition: inParentheses(sql, piece, at + 1) });
  }
  return checks;
}

function inParentheses(sql: string, tokens: readonly Token[], open: number): string {
  const from = tokens[open];
  const to = tokens[closingOf(tokens, open)];
  return from && to
    ? sql
        .slice(from.at + 1, to.at)
        .replaceAll(/\s+/g, " ")
        .trim()
    : "";
}

/** The place of a word outside all parentheses. */
function topLevel(piece: readonly Token[], word: RegExp): number | undefined {
  for (let at = 0; at < piece.length; at++) {
    if (piece[at]?.text === "(") at = closingOf(piece, at);
    else if (at > 0 && word.test(piece[at]?.text ?? "")) return at;
  }
  return undefined;
}

function splitAt(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const pieces: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.text === "(") depth++;
    if (token.text === ")") depth--;
    if (token.text === "," && depth === 0) pieces.push([]);
    else pieces.at(-1)?.push(token);
  }
  return pieces;
}
