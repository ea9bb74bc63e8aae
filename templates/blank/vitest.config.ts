import rowx from "rowx/testing/vitest";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [rowx()],
  test: { include: ["app/**/*.test.ts"] },
});
