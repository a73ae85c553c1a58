/**
 * Writes demo traffic to a file.
 *
 * @module
 */
import { writeAll } from "../ingest/write_all.ts";
import { type DemoOptions, generateDemo } from "./generate.ts";

const LINES_A_WRITE = 2_000;

/** Writes one part of the demo traffic to `path`, in the format of KDD'99. */
export async function writeDemo(path: string, options: DemoOptions): Promise<void> {
  using file = await Deno.open(path, { write: true, create: true, truncate: true });
  const encoder = new TextEncoder();
  const lines: string[] = [];
  const flush = () => {
    writeAll(file, encoder.encode(lines.join("")));
    lines.length = 0;
  };
  for (const line of generateDemo(options)) {
    lines.push(`${line}\n`);
    if (lines.length === LINES_A_WRITE) flush();
  }
  flush();
}
