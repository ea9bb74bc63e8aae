import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import fastify from "fastify";
import { afterAll, describe, expect, test } from "vitest";
import { serveSite } from "./serve-site.ts";
import { Site } from "./site.ts";

const root = mkdtempSync(join(tmpdir(), "rowx-site-"));
const folder = join(root, "out");
const files = {
  "index.html": "<p>home</p><script>self.a = 1</script><script src='/x.js'></script>",
  "about.html": "about",
  "orders.html": "orders",
  "orders/__rx.html": "one order",
  "orders/__rx.txt": "one order's data",
  "orders/__rx/__next._tree.txt": "one order's tree",
  "orders/new.html": "a new order",
  "docs/__rx.html": "any page of the docs",
  "docs/index.html": "docs",
  "404.html": "nothing here",
  "_next/static/chunk.js": "console.log(1)",
  "_next/static/chunk.js.map": "the source",
  "logo.png": "png",
  ".env": "SECRET=1",
  ".well-known/security.txt": "mail us",
};
for (const [path, content] of Object.entries(files)) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}
writeFileSync(join(root, "secret.txt"), "outside");

const http = fastify();
serveSite(http, new Site(folder, ["/", "/orders/[id]", "/orders/new", "/docs/[...path]"]));
const get = (url: string, headers: Record<string, string> = {}) => http.inject({ url, headers });

afterAll(async () => {
  await http.close();
  rmSync(root, { recursive: true });
});

describe("finds", () => {
  test.each([
    ["/", 200, files["index.html"]],
    ["/about", 200, "about"],
    ["/about?tab=1", 200, "about"],
    ["/orders", 200, "orders"],
    ["/orders/", 200, "orders"],
    ["/orders/7", 200, "one order"],
    ["/orders/a%20b/", 200, "one order"],
    ["/orders/7.txt", 200, "one order's data"],
    ["/orders/7/__next._tree.txt", 200, "one order's tree"],
    ["/orders/new", 200, "a new order"],
    ["/orders/7/8", 404, "nothing here"],
    ["/docs", 200, "docs"],
    ["/docs/a/b/c", 200, "any page of the docs"],
    ["/.well-known/security.txt", 200, "mail us"],
    ["/nowhere", 404, "nothing here"],
  ])("%s", async (url, status, body) => {
    const answer = await get(url);
    expect([answer.statusCode, answer.body]).toEqual([status, body]);
  });
});

test.each([
  "/../secret.txt",
  "/..%2fsecret.txt",
  "/%2e%2e/secret.txt",
  "/%2e%2e%2fsecret.txt",
  "/..%5csecret.txt",
  "/%00",
  "/.env",
  "/%2eenv",
  "/_next/static/chunk.js.map",
  "/_rx/anything",
  "//secret.txt",
])("leads nowhere by %s", async (url) => {
  const answer = await get(url);
  expect(answer.statusCode).toBe(404);
  expect(answer.body).not.toMatch(/outside|SECRET|source/);
});

test("has no file for a path that cannot be decoded", () => {
  expect(new Site(folder, []).find("/%")?.status).toBe(404);
});

test("sends what the browser takes, brotli first, each with its own etag", async () => {
  const [plain, zipped, brotli] = [
    await get("/about"),
    await get("/about", { "accept-encoding": "gzip" }),
    await get("/about", { "accept-encoding": "gzip, deflate, br" }),
  ];
  expect(plain.headers["content-encoding"]).toBeUndefined();
  expect(gunzipSync(zipped.rawPayload).toString()).toBe("about");
  expect(brotliDecompressSync(brotli.rawPayload).toString()).toBe("about");
  expect(new Set([plain, zipped, brotli].map((answer) => answer.headers.etag)).size).toBe(3);
  const again = await get("/about", { "accept-encoding": "br", "if-none-match": String(brotli.headers.etag) });
  expect([again.statusCode, again.body]).toEqual([304, ""]);
  expect((await get("/about", { "accept-encoding": "br;q=0, gzip" })).headers["content-encoding"]).toBe("gzip");
});

test("lets hashed files be kept for ever and asks about all others", async () => {
  expect((await get("/_next/static/chunk.js")).headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect((await get("/")).headers["cache-control"]).toBe("no-cache");
  expect((await get("/logo.png")).headers).toMatchObject({ "cache-control": "no-cache", "content-type": "image/png" });
});

test("a page allows its own inline scripts by hash and no others", async () => {
  const { headers } = await get("/");
  expect(headers["content-security-policy"]).toBe(
    "default-src 'self'; script-src 'self' 'sha256-y7oOdWxE3wez6o6eQB0zYHe7zigZShJ+LrpB9InYjyc='; style-src 'self' 'unsafe-inline'; " +
      "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; " +
      "form-action 'self'; frame-ancestors 'none'",
  );
  expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "referrer-policy": "same-origin" });
});

test("says what to do where nothing was built", () => {
  expect(() => new Site(join(root, "nothing"), [])).toThrow(expect.objectContaining({ code: "SITE_NOT_BUILT" }));
});
