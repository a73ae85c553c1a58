/**
 * Makes a file ready for the database: unpacked, every line well-formed, bad lines known.
 *
 * @module
 */
import { join } from "node:path";
import { DatasetError } from "../types.ts";
import type { ResolvedLimits } from "../limits.ts";
import { isGzipFile, readChunks } from "./chunks.ts";
import { LineChecker, type LineReport, type LineRules } from "./line_checker.ts";

/** A plain file in which every line that is not blank is a well-formed record. */
export interface PreparedSource extends LineReport {
  path: string;
}

/** How to prepare a file. */
export interface PrepareOptions {
  limits: ResolvedLimits;
  signal?: AbortSignal;
  onProgress?: (fraction: number) => void;
}

/**
 * Checks every line. A plain file without faults is used where it stands; otherwise a mended copy is
 * written into `workFolder`.
 *
 * @throws {DatasetError} when the file is damaged or breaks a limit
 */
export async function prepareSource(
  path: string,
  workFolder: string,
  rules: LineRules,
  options: PrepareOptions,
): Promise<PreparedSource> {
  const { limits } = options;
  const copy = join(workFolder, "lines.txt");
  if (await isGzipFile(path)) {
    return { ...await check(path, rules, options, copy), path: copy };
  }
  const report = await check(path, rules, options);
  if (report.uniform) return { ...report, path };
  if (report.records === 0 || (limits.maxRows !== null && report.records > limits.maxRows)) {
    return { ...report, path };
  }
  return { ...await check(path, rules, options, copy), path: copy };
}

/** Finds the line numbers of well-formed records, counted from 0. */
export async function findLines(
  source: PreparedSource,
  rules: LineRules,
  records: number[],
  options: PrepareOptions,
): Promise<Map<number, number>> {
  const checker = new LineChecker(rules, { wanted: new Set(records) });
  for await (const chunk of readChunks(source.path, options)) {
    checker.push(chunk);
    if (checker.satisfied) break;
  }
  return checker.finish().wanted;
}

async function check(
  path: string,
  rules: LineRules,
  options: PrepareOptions,
  copyPath?: string,
): Promise<LineReport> {
  using copy = copyPath === undefined
    ? null
    : await Deno.open(copyPath, { write: true, create: true, truncate: true });
  const checker = new LineChecker(rules, copy ? { sink: (bytes) => writeAll(copy, bytes) } : {});
  for await (const chunk of readChunks(path, options)) checker.push(chunk);
  return checker.finish();
}

function writeAll(file: Deno.FsFile, bytes: Uint8Array): void {
  try {
    for (let written = 0; written < bytes.length;) {
      written += file.writeSync(bytes.subarray(written));
    }
  } catch (error) {
    if ((error as { code?: string }).code !== "ENOSPC") throw error;
    throw new DatasetError("The server's disk is full. Delete datasets or runs and upload again.");
  }
}
