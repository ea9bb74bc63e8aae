import { RxError } from "../../errors/rx-error.ts";
import type { CompiledApp } from "../compile-app.ts";
import { findLeaks } from "./find-leaks.ts";
import { packageTexts } from "./package-texts.ts";
import { serverTexts } from "./server-texts.ts";

/** What a static export is checked against. */
export interface LeakCheck {
  /** Absolute path of the app. */
  readonly root: string;
  /** Absolute path of the export. */
  readonly folder: string;
  /** A text that must be found: the build's name. */
  readonly control: string;
  /** Values that must not be found beside what the code itself says: those of `.env`. */
  readonly values: readonly string[];
}

/**
 * The last gate of a build: no text that only the server half has is in a file that a browser can load.
 *
 * @throws RxError BUILD_LEAK; BUILD_CHECK_BLIND where the search does not find what it must.
 */
export function checkLeaks(app: CompiledApp, { root, folder, control, values }: LeakCheck): void {
  const { texts, packages } = serverTexts(app);
  const all = new Set([...texts, ...values.filter((value) => value.length >= 12)]);
  const { leaks, foundControl } = findLeaks(folder, { texts: all, packages }, control);
  if (!foundControl) throw new RxError("BUILD_CHECK_BLIND", { control });
  if (leaks.length === 0) return;
  const own = packageTexts(
    root,
    ["rowx", "next", "react", "react-dom", ...clientPackages(app)],
    new Set(leaks.map(({ text }) => text)),
  );
  const [leak] = leaks.filter(({ text }) => !own.has(text));
  if (leak !== undefined) throw new RxError("BUILD_LEAK", { text: JSON.stringify(leak.text), file: leak.file });
}

function clientPackages({ project, client }: CompiledApp): readonly string[] {
  const names = new Set<string>();
  for (const [file, { module, bindings, sideEffects }] of client) {
    for (const { source, bindings: own } of module.imports) {
      const isKept = own.some(({ local }) => bindings.has(local)) || sideEffects.has(source);
      if (isKept && project.resolve(file, source).type === "package") names.add(packageOf(source));
    }
  }
  return [...names];
}

/** `@mantine/core/styles.css` → `@mantine/core`. */
function packageOf(source: string): string {
  return source.split("/", source.startsWith("@") ? 2 : 1).join("/");
}
