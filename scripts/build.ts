// Makes dist/ from src/: JavaScript and types by tsc, style sheets as they are.
import { spawnSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
rmSync(join(root, "dist"), { recursive: true, force: true });
const tsc = join(root, "node_modules", ".bin", "tsc");
const { status } = spawnSync(tsc, ["-p", join(root, "tsconfig.build.json")], { stdio: "inherit" });
if (status !== 0) process.exit(status ?? 1);
const isAsset = /\.(css|d\.css\.ts)$/;
cpSync(join(root, "src"), join(root, "dist"), {
  recursive: true,
  filter: (source) => isAsset.test(source) || !/\.[a-z]+$/i.test(source),
});
