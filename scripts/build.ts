// Makes dist/ from src/: JavaScript and types by tsc, style sheets as they are. Made beside it and then put in its place, so that
// nobody ever sees a half one.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const made = join(root, ".cache", `dist-${process.pid}`);
mkdirSync(join(root, ".cache"), { recursive: true });
const tsc = join(root, "node_modules", ".bin", "tsc");
const { status } = spawnSync(tsc, ["-p", join(root, "tsconfig.build.json"), "--outDir", made], { stdio: "inherit" });
if (status !== 0) {
  rmSync(made, { recursive: true, force: true });
  process.exit(status ?? 1);
}
const isAsset = /\.(css|d\.css\.ts)$/;
cpSync(join(root, "src"), made, {
  recursive: true,
  filter: (source) => isAsset.test(source) || !/\.[a-z]+$/i.test(source),
});
rmSync(join(root, "dist"), { recursive: true, force: true });
renameSync(made, join(root, "dist"));
