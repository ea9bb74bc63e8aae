#!/usr/bin/env node
// Plain JavaScript that every Node can read: an older one is told in words what to do, before anything of ours is loaded.
import { existsSync } from "node:fs";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const isOld = major < 22 || (major === 22 && minor < 18);
const [first] = process.argv.slice(2).filter((argument) => argument !== "--verbose");
const runsAnywhere = first === undefined || ["init", "help", "--help", "-h", "--version", "-V"].includes(first);

if (isOld && !runsAnywhere) {
  console.error(
    `rx: Expected Node 22.18 or newer, found ${process.versions.node}. ` +
      "Run it inside the app with `npx rx`, which brings its own Node 24, or install Node 22.18 or newer.",
  );
  process.exit(1);
}

// In a clone the sources run as they are; the package has only what was made of them.
const source = new URL("../src/cli/main.ts", import.meta.url);
const built = new URL("../dist/cli/main.js", import.meta.url);
const { main } = await import(existsSync(source) && !isOld ? source : built);
await main(process.argv.slice(2));
