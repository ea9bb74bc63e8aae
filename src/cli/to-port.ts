import { InvalidArgumentError } from "commander";

/** Reads the value of a `--port`. Throws commander's InvalidArgumentError where it is none. */
export function toPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("A port is a number from 0 to 65535.");
}
