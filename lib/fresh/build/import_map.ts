import { dirname, join, resolve } from "node:path";
import type { Plugin } from "esbuild";

/** Where an import leads: a file, or a name to look up in `node_modules`. */
export type Resolution = { file: string } | { bare: string };

/**
 * Applies the `imports` of a `deno.json` to an import specifier.
 *
 * @param imports The import map's entries.
 * @param folder The folder of the `deno.json`.
 * @returns Where the specifier leads, or null if it concerns neither the map nor npm.
 */
export function applyImports(
  imports: Record<string, string>,
  folder: string,
  specifier: string,
): Resolution | null {
  const target = mapped(imports, specifier);
  const npm = /^npm:\/?((?:@[^/]+\/)?[^/@]+)(?:@[^/]*)?(\/.*)?$/.exec(target);
  if (npm !== null) return { bare: npm[1] + (npm[2] ?? "") };
  if (target === specifier) return null;
  return /^\.{0,2}\//.test(target) ? { file: resolve(folder, target) } : { bare: target };
}

function mapped(imports: Record<string, string>, specifier: string): string {
  if (specifier in imports) return imports[specifier];
  const keys = Object.keys(imports).sort((a, b) => b.length - a.length);
  for (const key of keys) {
    if (key.endsWith("/") && specifier.startsWith(key)) {
      return imports[key] + specifier.slice(key.length);
    }
    // Deno lets an npm package in the map stand for its subpaths too.
    if (imports[key].startsWith("npm:") && specifier.startsWith(`${key}/`)) {
      return imports[key] + specifier.slice(key.length);
    }
  }
  return specifier;
}

async function findConfig(root: string): Promise<{ folder: string; text: string }> {
  for (let folder = resolve(root);; folder = dirname(folder)) {
    try {
      return { folder, text: await Deno.readTextFile(join(folder, "deno.json")) };
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound) || dirname(folder) === folder) throw error;
    }
  }
}

/** Makes esbuild resolve imports as Deno does, through the `deno.json` at or above `root`. */
export async function importMapPlugin(root: string): Promise<Plugin> {
  const { folder, text } = await findConfig(root);
  const imports: Record<string, string> = JSON.parse(text).imports ?? {};
  return {
    name: "deno-imports",
    setup(build) {
      const resolved = Symbol("resolved");
      build.onResolve({ filter: /^[^./]/ }, (args) => {
        const isOurs = args.kind !== "entry-point" && args.pluginData !== resolved &&
          !/[\\/]node_modules[\\/]/.test(args.importer);
        const resolution = isOurs ? applyImports(imports, folder, args.path) : null;
        if (resolution === null) return null;
        if ("file" in resolution) return { path: resolution.file };
        const { kind, importer } = args;
        return build.resolve(resolution.bare, {
          kind,
          importer,
          resolveDir: folder,
          pluginData: resolved,
        });
      });
    },
  };
}
