import { resolve } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Encoding, Site, SiteFile, SiteText } from "./site.ts";

/** Headers that every answer of the site carries. */
const always = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "x-frame-options": "DENY",
};

/** Serves a static export: compressed as the browser takes it, cacheable, nothing but its own files. */
export function serveSite(http: FastifyInstance, site: Site): void {
  void http.register(fastifyStatic, {
    root: resolve(site.folder),
    serve: false,
    cacheControl: false,
    dotfiles: "allow",
  });
  http.get("/*", async (request, reply) => {
    const [path = "/"] = request.raw.url?.split("?") ?? [];
    const file = path.startsWith("/_rx") ? undefined : site.find(path);
    void reply.headers(always);
    if (file === undefined) return reply.code(404).type("text/plain; charset=utf-8").send("Not found");
    void reply.code(file.status).headers(file.headers);
    return file.text ? await sendText(request, reply, file, file.text) : reply.sendFile(file.path);
  });
}

async function sendText(
  request: FastifyRequest,
  reply: FastifyReply,
  { status }: SiteFile,
  text: SiteText,
): Promise<FastifyReply> {
  const encoding = chooseEncoding(request.headers["accept-encoding"]);
  const etag = `"${text.etag}${encoding === "identity" ? "" : `-${encoding}`}"`;
  void reply.header("etag", etag).header("vary", "Accept-Encoding");
  if (status === 200 && request.headers["if-none-match"] === etag) return reply.code(304).send();
  if (encoding !== "identity") void reply.header("content-encoding", encoding);
  return reply.send(await text.body(encoding));
}

function chooseEncoding(header: string | string[] | undefined): Encoding {
  const offers = String(header ?? "").split(",");
  const takes = (name: string): boolean =>
    offers.some((offer) => {
      const [coding = "", quality = ""] = offer.trim().split(";");
      return coding.trim() === name && !/^\s*q=0(\.0*)?$/.test(quality);
    });
  return takes("br") ? "br" : takes("gzip") ? "gzip" : "identity";
}
