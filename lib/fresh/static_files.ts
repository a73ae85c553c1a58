import { BUILD_PARAMETER } from "./build/asset.ts";
import type { StaticFile } from "./build/build.ts";
import { buildOf } from "./context.ts";
import type { Middleware } from "./middleware.ts";

const FOREVER = "public, max-age=31536000, immutable";

/**
 * Serves the files of `static/` and the bundles of the islands. Only the files that the build
 * lists are ever opened, so no path leads elsewhere.
 */
export function staticFiles<State>(): Middleware<State> {
  return async (ctx) => {
    const { req, url } = ctx;
    const build = buildOf(ctx);
    const file = build.files.get(decodePath(url.pathname) ?? "");
    if (file === undefined) return await ctx.next();
    if (req.method !== "GET" && req.method !== "HEAD") {
      return new Response("Method Not Allowed", { status: 405 });
    }

    const requested = url.searchParams.get(BUILD_PARAMETER);
    if (requested !== null && requested !== build.id) {
      // A URL of another build must not fix this build's content in a cache for a year.
      url.searchParams.delete(BUILD_PARAMETER);
      return ctx.redirect(url.pathname + url.search, 307);
    }

    const isFixed = build.mode === "production" && (file.immutable || requested !== null);
    const headers = new Headers({
      "content-type": file.contentType,
      "cache-control": isFixed ? FOREVER : "no-cache",
    });
    if (file.hash !== null) {
      const etag = `W/"${file.hash}"`;
      headers.set("etag", etag);
      const known = req.headers.get("if-none-match");
      if (known === etag || known === file.hash) {
        return new Response(null, { status: 304, headers });
      }
    }
    return await send(file, headers, req.method === "HEAD");
  };
}

function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

async function send({ content }: StaticFile, headers: Headers, isHead: boolean): Promise<Response> {
  if (typeof content !== "string") {
    headers.set("content-length", String(content.byteLength));
    return new Response(isHead ? null : content, { headers });
  }
  const handle = await Deno.open(content);
  const { size } = await handle.stat();
  headers.set("content-length", String(size));
  if (!isHead) return new Response(handle.readable, { headers });
  handle.close();
  return new Response(null, { headers });
}
