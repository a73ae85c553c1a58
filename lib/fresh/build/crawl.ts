import { join } from "node:path";
import type { StaticFile } from "./build.ts";

const MODULE = /\.[jt]sx?$/;
const PRIVATE_FOLDER = /(?:^|\/)\(_[^/]+\)\//;

/**
 * The files below a folder as sorted paths with `/`. A link counts as what it leads to, if that
 * lies in the folder too.
 */
export async function listFiles(folder: string): Promise<string[]> {
  const paths: string[] = [];
  let top: string;
  try {
    top = await Deno.realPath(folder);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
  const visit = async (path: string) => {
    for await (const entry of Deno.readDir(join(top, path))) {
      const inner = path === "" ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory) await visit(inner);
      else if (entry.isFile || await isFileInside(top, join(top, inner))) paths.push(inner);
    }
  };
  await visit("");
  return paths.sort();
}

async function isFileInside(folder: string, link: string): Promise<boolean> {
  try {
    const target = await Deno.realPath(link);
    return target.startsWith(join(folder, "/")) && (await Deno.stat(target)).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** The modules below a folder whose whole paths match none of `ignore`. */
export async function listModules(folder: string, ignore: RegExp[] = []): Promise<string[]> {
  const isIgnored = (path: string) => ignore.some((pattern) => pattern.test(join(folder, path)));
  return (await listFiles(folder)).filter((path) => MODULE.test(path) && !isIgnored(path));
}

/** The modules of a `routes/` folder; those in folders such as `(_components)` are no routes. */
export async function listRoutes(folder: string, ignore: RegExp[] = []): Promise<string[]> {
  return (await listModules(folder, ignore)).filter((path) => !PRIVATE_FOLDER.test(path));
}

/** The files of `static/` by URL path. */
export async function listStatic(
  folder: string,
  mode: "development" | "production",
): Promise<Map<string, StaticFile>> {
  const files = new Map<string, StaticFile>();
  for (const path of await listFiles(folder)) {
    const content = join(folder, path);
    files.set(`/${path}`, {
      contentType: contentType(path),
      hash: mode === "production" ? await digest(await Deno.readFile(content)) : null,
      immutable: false,
      content,
    });
  }
  return files;
}

/** The first 16 hexadecimal digits of a SHA-256 digest. */
export async function digest(content: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", content)).toHex().slice(0, 16);
}

const CONTENT_TYPES: Record<string, string> = {
  avif: "image/avif",
  css: "text/css; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  gif: "image/gif",
  html: "text/html; charset=utf-8",
  ico: "image/vnd.microsoft.icon",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  js: "text/javascript; charset=utf-8",
  json: "application/json; charset=utf-8",
  map: "application/json; charset=utf-8",
  md: "text/markdown; charset=utf-8",
  mjs: "text/javascript; charset=utf-8",
  pdf: "application/pdf",
  png: "image/png",
  svg: "image/svg+xml; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  wasm: "application/wasm",
  webmanifest: "application/manifest+json; charset=utf-8",
  webp: "image/webp",
  woff2: "font/woff2",
  xml: "application/xml; charset=utf-8",
};

/** The media type of a file by its name. */
export function contentType(path: string): string {
  const extension = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  return CONTENT_TYPES[extension] ?? "application/octet-stream";
}
