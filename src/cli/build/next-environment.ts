import { delimiter, dirname } from "node:path";

/** What Next is run with: no telemetry, and no value of ours that it would bake into the pages by its name. */
export function nextEnvironment(mode: "production" | "development"): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(NEXT_|__NEXT|TURBOPACK|PORT$)/.test(name));
  return {
    ...Object.fromEntries(kept),
    NODE_ENV: mode,
    NEXT_TELEMETRY_DISABLED: "1",
    // Its workers start `node` by name: the one that runs us.
    PATH: [dirname(process.execPath), process.env["PATH"]].join(delimiter),
  };
}
