import { existsSync, statSync, watch, type FSWatcher } from "node:fs";
import { join } from "node:path";

/** Watches the files of an app. */
export interface AppWatcher {
  /** Folders of the app, from its root, that hold code: those without one are looked at on the way. */
  include(folders: Iterable<string>): void;
  close(): void;
}

/** One write is told several times: what comes within this time is one change. */
const settleMs = 3;

/** Files beside the code that the whole app depends on. */
const settings = new Set(["rx.config.ts", ".env", "package.json"]);

/**
 * Calls back with the paths that changed, from the app's root. Generated folders, data and node_modules are not watched.
 */
export function watchApp(root: string, onChange: (paths: ReadonlySet<string>) => void): AppWatcher {
  const watchers = new Map<string, FSWatcher>();
  let changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  const note = (path: string): void => {
    changed.add(path);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const paths = changed;
      changed = new Set();
      onChange(paths);
    }, settleMs);
  };
  const include = (folder: string): void => {
    const path = join(root, folder);
    if (watchers.has(folder) || !existsSync(path) || !statSync(path).isDirectory()) return;
    const watcher = watch(path, { recursive: true }, (_, file) => note(join(folder, file ?? "")));
    // A folder that is deleted ends its watcher; created again it is included again.
    watcher.on("error", () => {
      watcher.close();
      watchers.delete(folder);
    });
    watchers.set(folder, watcher);
  };
  const rootWatcher = watch(root, (_, file) => {
    if (file === null) return;
    if (settings.has(file) || /\.[cm]?[jt]sx?$/.test(file)) note(file);
    if (file === "app" || file === "public") {
      include(file);
      note(file);
    }
  });
  for (const folder of ["app", "public"]) include(folder);

  return {
    include: (folders) => {
      for (const folder of folders) include(folder);
    },
    close() {
      clearTimeout(timer);
      rootWatcher.close();
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}
