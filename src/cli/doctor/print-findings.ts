import { packageVersion } from "../package-version.ts";
import { examineApp } from "./examine-app.ts";
import type { Finding } from "./finding.ts";

/** Prints what was found on this machine and in the app of this folder. Exit code 1 where something is wrong. */
export async function printFindings({ json }: { readonly json: boolean }): Promise<void> {
  const findings: readonly Finding[] = [
    { check: "rowx", ok: true, found: packageVersion() },
    // An older one was refused before anything was loaded.
    { check: "Node", ok: true, found: `${process.versions.node} at ${process.execPath}` },
    ...(await examineApp(process.cwd())),
  ];
  if (findings.some(({ ok }) => !ok)) process.exitCode = 1;
  if (json) console.log(JSON.stringify(findings, undefined, 2));
  else for (const { check, ok, found } of findings) console.log(`${ok ? "ok   " : "WRONG"}  ${check}: ${found}`);
}
