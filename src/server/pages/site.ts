// A static export, read once: only what was there at the start is ever served, so no path leads out of the folder.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { RxError } from "../../errors/rx-error.ts";
import { contentSecurityPolicy } from "./content-security-policy.ts";
import { contentTypes } from "./content-types.ts";
import { defineFindPage, type FindPage } from "./find-page.ts";

/** How a body may be sent. */
export type Encoding = "br" | "gzip" | "identity";

/** One file of a site. */
export interface SiteFile {
  /** Path inside the folder. */
  readonly path: string;
  readonly status: 200 | 404;
  readonly headers: Readonly<Record<string, string>>;
  /** What makes a text fit to be kept in memory and sent compressed; absent for pictures, films and the like. */
  readonly text?: SiteText;
}

/** A text file, kept in each encoding that was asked for. */
export interface SiteText {
  readonly etag: string;
  body(encoding: Encoding): Promise<Buffer>;
}

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);
/** Compressed once per process, so it may take its time; 11 takes four times as long for 2 % less. */
const brotliQuality = 10;

/** The files of a static export by the paths that browsers ask for. */
export class Site {
  readonly #folder: string;
  readonly #files = new Map<string, string>();
  readonly #made = new Map<string, SiteFile>();
  readonly #findPage: FindPage;

  /** @param routes routes of all pages, as `/orders/[id]`. Throws SITE_NOT_BUILT where the folder is not there. */
  constructor(folder: string, routes: readonly string[]) {
    this.#folder = folder;
    this.#findPage = defineFindPage(routes);
    for (const path of listFiles(folder)) this.#files.set(path, join(folder, path));
  }

  get folder(): string {
    return this.#folder;
  }

  /** What to answer to a request for this path, as it stands in the URL, without its query. */
  find(urlPath: string): SiteFile | undefined {
    const path = decodePath(urlPath);
    if (path === undefined) return this.#notFound();
    const plain = path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
    const candidates = [plain, `${plain}.html`, `${plain === "/" ? "" : plain}/index.html`, this.#findPage(plain)];
    const found = candidates.find((candidate) => candidate !== undefined && this.#files.has(candidate));
    return found === undefined ? this.#notFound() : this.#fileAt(found, 200);
  }

  #notFound(): SiteFile | undefined {
    return this.#files.has("/404.html") ? this.#fileAt("/404.html", 404) : undefined;
  }

  #fileAt(path: string, status: 200 | 404): SiteFile {
    const key = `${status} ${path}`;
    const known = this.#made.get(key);
    if (known) return known;
    const made = makeFile(path, this.#files.get(path) ?? join(this.#folder, path), status);
    this.#made.set(key, made);
    return made;
  }
}

function listFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((path) => `/${path.replaceAll("\\", "/")}`)
      .filter((path) => !isHidden(path) && statSync(join(folder, path)).isFile());
  } catch (cause) {
    throw new RxError("SITE_NOT_BUILT", { folder }, { cause });
  }
}

/** Dot files are never served, but for what the web itself puts into one; source maps never at all. */
function isHidden(path: string): boolean {
  return /\/\.(?!well-known\/)/.test(path) || path.endsWith(".map");
}

function decodePath(urlPath: string): string | undefined {
  try {
    return decodeURIComponent(urlPath);
  } catch {
    // No file has a name that cannot be decoded.
    return undefined;
  }
}

function makeFile(path: string, source: string, status: 200 | 404): SiteFile {
  const extension = extname(path).toLowerCase();
  const { type, isText } = contentTypes[extension] ?? { type: "application/octet-stream", isText: false };
  const content = isText ? readFileSync(source) : undefined;
  const headers = {
    "content-type": type,
    "cache-control": path.startsWith("/_next/static/") ? "public, max-age=31536000, immutable" : "no-cache",
    ...(extension === ".html" && content ? { "content-security-policy": contentSecurityPolicy(`${content}`) } : {}),
  };
  return { path, status, headers, ...(content ? { text: makeText(content) } : {}) };
}

function makeText(content: Buffer): SiteText {
  const bodies = new Map<Encoding, Promise<Buffer>>();
  return {
    etag: createHash("sha256").update(content).digest("base64url").slice(0, 22),
    body(encoding) {
      const body = bodies.get(encoding) ?? encode(content, encoding);
      bodies.set(encoding, body);
      return body;
    },
  };
}

async function encode(content: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === "gzip") return await compressGzip(content, { level: constants.Z_BEST_COMPRESSION });
  if (encoding === "identity") return content;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  return await compressBrotli(content, { params });
}
