/**
 * Netsift on the command line: `deno task detect FILE…`, `deno task demo FILE` and
 * `deno task sense`.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { runDemo } from "./cli/demo.ts";
import { runSense } from "./cli/sense.ts";
import { detect, DetectError } from "./cli/detect.ts";
import { detectText } from "./cli/detect_text.ts";
import { readConfig } from "./lib/base/config.ts";
import { JobCancelledError } from "./lib/jobs/child.ts";
import type { Baseline } from "./lib/resources/detection.ts";

const HELP = `deno task detect [OPTION…] FILE…

Finds which hosts behave unusually in a capture, a log or a table, when and why. Several files of one
kind count as one. Needs no server and leaves nothing behind.

  --clean            all of it is known to be clean
  --clean-from TIME  a clean period: its beginning, such as 2026-11-16T00:00:00Z
  --clean-to TIME    its end
  --time-zone ZONE   whose hours of the day are meant, such as Europe/Prague; default: this machine's
  --limit N          flagged records that are printed at most; default 20
  --json             prints one JSON document for programs: {detection, findings, records}
  --help`;

/** Says what is wrong with the command, and ends. */
function refuse(message: string): never {
  console.error(`${message}\n\n${HELP}`);
  Deno.exit(2);
}

function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        "clean": { type: "boolean", default: false },
        "clean-from": { type: "string" },
        "clean-to": { type: "string" },
        "time-zone": { type: "string" },
        "limit": { type: "string", default: "20" },
        "json": { type: "boolean", default: false },
        "help": { type: "boolean", default: false },
      },
    });
  } catch (error) {
    refuse((error as Error).message);
  }
}

const [command, ...rest] = Deno.args;
if (command === "demo") Deno.exit(await runDemo(rest));
if (command === "sense") Deno.exit(await runSense(rest, Deno.stdin.readable));
if (command !== "detect") refuse(`There is no command "${command ?? ""}".`);
const { values, positionals: files } = readArguments(rest);
if (values.help) {
  console.log(HELP);
  Deno.exit(0);
}
if (files.length === 0) refuse("No file given.");
const limit = Number(values.limit);
if (!Number.isInteger(limit) || limit < 0 || limit > 1000) {
  refuse("--limit takes a whole number up to 1000.");
}
const { "clean-from": from, "clean-to": to } = values;
const baseline: Baseline = values.clean
  ? "whole"
  : from === undefined && to === undefined
  ? "unknown"
  : { from, to };

const stop = new AbortController();
Deno.addSignalListener("SIGINT", () => stop.abort());
const dataFolder = await Deno.makeTempDir({ prefix: "netsift-detect-" });
let code = 0;
try {
  const answer = await detect(readConfig({ ...Deno.env.toObject(), NETSIFT_DATA: dataFolder }), {
    files,
    baseline,
    timeZone: values["time-zone"] ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    limit,
    signal: stop.signal,
    onProgress: progressLine,
  });
  clearLine();
  console.log(values.json ? JSON.stringify(answer, null, 2) : detectText(answer));
} catch (error) {
  clearLine();
  code = error instanceof JobCancelledError ? 130 : 1;
  console.error(reasonOf(error));
} finally {
  await Deno.remove(dataFolder, { recursive: true });
}
Deno.exit(code);

/** One line that says how far it is, where somebody looks. */
function progressLine(phase: string, fraction: number): void {
  if (!Deno.stderr.isTerminal()) return;
  const text = `\r\x1b[K${phase} ${Math.floor(100 * fraction)}%`;
  Deno.stderr.writeSync(new TextEncoder().encode(text));
}

function clearLine(): void {
  if (Deno.stderr.isTerminal()) Deno.stderr.writeSync(new TextEncoder().encode("\r\x1b[K"));
}

function reasonOf(error: unknown): unknown {
  if (error instanceof JobCancelledError) return "Stopped.";
  if (error instanceof DetectError) return error.message;
  const issues = (error as { issues?: { message: string }[] }).issues;
  return issues ? issues.map(({ message }) => message).join("\n") : error;
}
