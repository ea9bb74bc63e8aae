import { expect, test } from "vitest";
import { createNextReader } from "./next-output.ts";

test("Next's chatter is left out, what an author must see is not", () => {
  const lines = `▲ Next.js 16.4.6 (Turbopack)
- Local:         http://127.0.0.1:3000
- Experiments (use with caution):
  ⨯ agentUpgrade
  · optimizePackageImports
✓ Ready in 1.2s
○ Compiling / ...
 GET / 200 in 80ms
Failed to proxy http://127.0.0.1:8000/_rx AggregateError [ECONNREFUSED]: 
    at internalConnectMultiple (node:net:1134:18) {
  code: 'ECONNREFUSED'
}
⨯ ./src/app/pages/index.tsx:3:1
Module not found: Can't resolve 'gone'
printed by a component`;
  const read = createNextReader();
  expect(lines.split("\n").flatMap((line) => read(line) ?? [])).toEqual([
    "Compiling / …",
    "⨯ ./src/app/pages/index.tsx:3:1",
    "Module not found: Can't resolve 'gone'",
    "printed by a component",
  ]);
});
