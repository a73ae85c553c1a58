/**
 * Records of KDD'99 and NSL-KDD for benchmarks that need no server.
 *
 * @module
 */
import { KDD_FEATURES } from "../lib/datasets/formats/kdd_names.ts";
import type { Frame } from "../lib/learning/features/frame.ts";

/** The records of a gzip file with some of their features, and their labels. */
export async function readKddFrame(
  path: string,
  features: readonly string[],
): Promise<{ frame: Frame; labels: string[] }> {
  const unpacked = (await Deno.open(path)).readable
    .pipeThrough(new DecompressionStream("gzip"));
  const records = (await new Response(unpacked).text()).trimEnd().split("\n")
    .map((line) => line.split(","));
  const columns = features.map((name) => {
    const index = KDD_FEATURES.findIndex((feature) => feature.name === name);
    const cells = records.map((record) => record[index]);
    if (KDD_FEATURES[index].type === "numeric") {
      return { name, type: "numeric" as const, values: Float32Array.from(cells, Number) };
    }
    const names = [...new Set(cells)].sort();
    const codes = new Map(names.map((value, code) => [value, code]));
    const values = Int32Array.from(cells, (cell) => codes.get(cell)!);
    return { name, type: "categorical" as const, codes: values, categories: names };
  });
  const labels = records.map((record) => record[41].replace(/\.$/, ""));
  return { frame: { rows: records.length, columns } as Frame, labels };
}
