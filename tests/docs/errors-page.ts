import { codes, type CodeInfo } from "../../src/errors/codes.ts";

/** docs/errors.md as the registry says it: every code with its status, its message and what to do. */
export function errorsPage(): string {
  const infos: readonly (readonly [string, CodeInfo])[] = Object.entries(codes);
  const lines = infos
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, info]) => {
      const retry = info.retry === undefined ? "" : " Trying again can help.";
      return `### ${code}\n\n\`${info.status}\` ${escape(info.message)}\n\n**Do:** ${escape(info.remedy)}${retry}\n`;
    });
  return `${head}\n${lines.join("\n")}`;
}

const head = `# Errors

Every error of rowx has a code that is never used for anything else. Its message says what was expected and what was found; words in
braces stand for what it names. Below status 500 a browser reads code and message; from 500 on it reads \`INTERNAL\` and an id that leads to
the server's log. On the command line \`--verbose\` prints what led there.

This page is written from [the registry](../src/errors/codes.ts) by \`npm run docs\`.
`;

// Markdown would take these for markup.
function escape(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;");
}
