/**
 * The peer `druidjs`: arranges rows in a plane by t-SNE with its defaults. Its task is the argument;
 * it prints `{seconds}` and writes x and y of each row.
 *
 * @module
 */
interface DruidTask {
  package: string;
  rows: number;
  cols: number;
  files: { rows: string; points: string };
  perplexity: number;
  steps: number;
}

const { package: name, rows, cols, files, perplexity, steps }: DruidTask = JSON.parse(Deno.args[0]);
const { TSNE } = await import(name);
const data = new Float32Array((await Deno.readFile(files.rows)).buffer);
const lines = Array.from(
  { length: rows },
  (_, row) => Array.from(data.subarray(row * cols, (row + 1) * cols)),
);
const began = performance.now();
const points: number[][] = new TSNE(lines, { perplexity, seed: 1 }).transform(steps);
const seconds = (performance.now() - began) / 1000;
await Deno.writeFile(files.points, new Uint8Array(Float64Array.from(points.flat()).buffer));
console.log(JSON.stringify({ seconds }));
