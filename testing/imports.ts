/**
 * Which file imports which, and what is wrong with that.
 *
 * @module
 */
import { dirname, join } from "node:path/posix";

/** The files that each file imports, by paths with `/` below one root; types count, too. */
export type ImportGraph = Map<string, string[]>;

const STATEMENT =
  /^(?:import|export)\b(?:[^;"']*?\bfrom)?\s*["'](\.{1,2}\/[^"']+)["']|\bimport\(\s*["'](\.{1,2}\/[^"']+)["']\s*\)/gm;

/** The files that a module imports by relative paths. */
export function importsOf(path: string, code: string): string[] {
  const withoutComments = code.replace(/^\s*\/\*\*[\s\S]*?\*\//gm, "");
  return [...withoutComments.matchAll(STATEMENT)]
    .map(([, statement, expression]) => join(dirname(path), statement ?? expression));
}

const SCRIPT = /["'](?:preact\/hooks|@preact\/signals)["']|\bIS_BROWSER\b|\son[A-Z]\w*=\{/;

/** Whether a module's components do something in the browser: hooks, signals, event handlers. */
export function needsScript(code: string): boolean {
  return SCRIPT.test(code);
}

/** The entry of a list that a path is or lies in, the longest; `-1` for none. */
export function layerOf(path: string, layers: readonly string[]): number {
  let found = -1;
  for (const [index, layer] of layers.entries()) {
    const isInside = path === layer || path.startsWith(`${layer}/`);
    if (isInside && (found < 0 || layer.length > layers[found].length)) found = index;
  }
  return found;
}

/**
 * Imports that point up.
 *
 * @param layers files and folders, the upper first: each may import from those below it alone
 */
export function upwardImports(graph: ImportGraph, layers: readonly string[]): string[] {
  return [...graph].flatMap(([path, imported]) =>
    imported.filter((target) => layerOf(target, layers) < layerOf(path, layers))
      .map((target) => `${path} -> ${target}`)
  );
}

/** Files that import each other in circles: the strongly connected components (Tarjan 1972). */
export function importCycles(graph: ImportGraph): string[][] {
  const indices = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const cycles: string[][] = [];
  const visit = (path: string) => {
    const index = indices.size;
    indices.set(path, index);
    lowest.set(path, index);
    open.push(path);
    for (const target of graph.get(path) ?? []) {
      if (!indices.has(target)) visit(target);
      if (open.includes(target)) {
        lowest.set(path, Math.min(lowest.get(path)!, lowest.get(target)!));
      }
    }
    if (lowest.get(path) !== index) return;
    const cycle = open.splice(open.indexOf(path));
    if (cycle.length > 1 || graph.get(path)?.includes(path)) cycles.push(cycle);
  };
  for (const path of graph.keys()) if (!indices.has(path)) visit(path);
  return cycles;
}
