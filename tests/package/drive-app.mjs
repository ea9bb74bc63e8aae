// Run by the long test inside an installed app, by whatever Node the machine has, without a network where that can be had: every
// command as a user types it, production and development until a page has come.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";

const commands = [
  ...(existsSync("migrations") ? ["db migrate"] : []),
  ...(existsSync("app/seed.ts") ? ["db seed"] : []),
  "build",
  "routes",
];
for (const command of commands) {
  const { status } = spawnSync("npx", ["rx", ...command.split(" ")], { stdio: "inherit" });
  if (status !== 0) throw new Error(`rx ${command} ended with ${status}`);
}
await serve(["start", "--port", "4000", "--migrate"], "http://127.0.0.1:4000/");
await serve(["dev", "--port", "4100"], "http://localhost:4100/");

async function serve(args, address) {
  const server = spawn("npx", ["rx", ...args], { stdio: ["ignore", "pipe", "inherit"], detached: true });
  try {
    await ready(server);
    const answer = await fetch(address);
    const text = await answer.text();
    if (answer.status !== 200 || !text.includes("<html"))
      throw new Error(`rx ${args[0]}: ${answer.status} ${text.slice(0, 200)}`);
    console.log(`rx ${args[0]} served ${text.length} characters`);
  } finally {
    process.kill(-server.pid, "SIGTERM");
    await once(server, "close");
  }
}

function ready(server) {
  return new Promise((resolve, reject) => {
    let text = "";
    server.stdout.on("data", (chunk) => {
      process.stdout.write(chunk);
      text += chunk;
      if (text.includes("Ready on")) resolve();
    });
    server.once("close", (status) => reject(new Error(`ended with ${status} before it was ready`)));
  });
}
