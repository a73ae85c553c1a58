import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { importMapPlugin } from "./import_map.ts";

/** The browser's part of an app. */
export interface Bundle {
  /** Every file with its URL path. */
  files: { url: string; content: Uint8Array<ArrayBuffer> }[];
  /** The URL of the bundle of each entry, in the order of the entries. */
  urls: string[];
}

const BASE = "/_fresh/js";

/** The module that mounts the islands of a page. */
export const CLIENT_ENTRY: string = fileURLToPath(new URL("../client.ts", import.meta.url));
/** The module that reloads a page in development. */
export const RELOAD_ENTRY: string = fileURLToPath(new URL("../reload.ts", import.meta.url));

/**
 * Bundles modules for the browser. What several share, such as preact, goes into common chunks.
 *
 * @param root The folder of the app; the `deno.json` at or above it resolves imports.
 * @param entries Absolute paths of the modules.
 * @throws {Error} esbuild's build failure, with the places in the source.
 */
export async function bundle(
  root: string,
  entries: string[],
  mode: "development" | "production",
): Promise<Bundle> {
  const outdir = join(root, "_fresh", "static", "_fresh", "js");
  const isProduction = mode === "production";
  try {
    const { outputFiles, metafile } = await esbuild.build({
      absWorkingDir: root,
      entryPoints: entries,
      outdir,
      entryNames: "[name]-[hash]",
      chunkNames: "chunk-[hash]",
      assetNames: "[name]-[hash]",
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "browser",
      target: ["chrome99", "firefox99", "safari15"],
      jsx: "automatic",
      jsxImportSource: "preact",
      tsconfigRaw: {},
      minify: isProduction,
      sourcemap: isProduction ? false : "linked",
      define: { "process.env.NODE_ENV": JSON.stringify(mode) },
      metafile: true,
      write: false,
      logLevel: "silent",
      plugins: [await importMapPlugin(root)],
    });
    const urlOf = (path: string) => `${BASE}/${relative(outdir, path).replaceAll("\\", "/")}`;
    const urls = new Map<string, string>();
    for (const [output, { entryPoint }] of Object.entries(metafile.outputs)) {
      if (entryPoint !== undefined) {
        urls.set(resolve(root, entryPoint), urlOf(resolve(root, output)));
      }
    }
    return {
      files: outputFiles.map(({ path, contents }) => ({
        url: urlOf(path),
        content: contents as Uint8Array<ArrayBuffer>,
      })),
      urls: entries.map((entry) => urls.get(resolve(entry))!),
    };
  } finally {
    // esbuild's own process would keep this one alive.
    await esbuild.stop();
  }
}
