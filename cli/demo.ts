/**
 * `deno task demo FILE`: a simulated office as a log or a capture, and what is true of it.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { ZodError } from "zod";
import { DatasetError } from "../lib/base/dataset_error.ts";
import { planOfficeDemo, writeOfficeDemo } from "../lib/datasets/demo/office/demo.ts";
import { parseDemoRequest } from "../lib/datasets/demo/request.ts";

const HELP = `deno task demo [OPTION…] FILE

Writes the traffic of a simulated office to a file, and prints its incidents, one JSON object a line:
kind, hosts that did it or to whom it was done from outside, and time.

  --capture        packets (pcapng) instead of a connection log of Zeek
  --days N         default 14
  --hosts N        20 to 500; default 50
  --incidents N    each of another kind, on the last third of the days; default 3
  --no-labels      no columns that tell incidents from usual traffic
  --packets N      ends a capture after so many packets
  --seed N         the same options and seed give the same bytes; default 1
  --help`;

const WORDS = {
  capture: { type: "boolean", default: false },
  days: { type: "string" },
  hosts: { type: "string" },
  incidents: { type: "string" },
  "no-labels": { type: "boolean", default: false },
  packets: { type: "string" },
  seed: { type: "string" },
  help: { type: "boolean", default: false },
} as const;

/** What is wrong with the command. */
class UsageError extends Error {}

/**
 * Runs the command.
 *
 * @returns the exit code: 0, 1 when the file cannot be written, 2 when the command is wrong
 */
export async function runDemo(args: string[]): Promise<number> {
  try {
    const command = read(args);
    if (command === null) {
      console.log(HELP);
      return 0;
    }
    const { file, mostPackets, ...options } = command;
    await writeOfficeDemo(file, options, { mostPackets });
    for (const { kind, hosts, from, to } of planOfficeDemo(options).incidents) {
      const times = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
      console.log(JSON.stringify({ kind, hosts, ...times }));
    }
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\n\n${HELP}`);
      return 2;
    }
    if (
      error instanceof DatasetError || error instanceof Deno.errors.NotFound ||
      error instanceof Deno.errors.PermissionDenied
    ) {
      console.error(error.message);
      return 1;
    }
    throw error;
  }
}

function read(args: string[]) {
  const { values, positionals } = parse(args);
  if (values.help) return null;
  if (positionals.length !== 1) throw new UsageError("No file to write given.");
  const number = (name: "days" | "hosts" | "incidents" | "packets" | "seed") => {
    const text = values[name];
    if (text !== undefined && !/^\d+$/.test(text)) {
      throw new UsageError(`--${name} takes a whole number, not ${text}.`);
    }
    return text === undefined ? undefined : Number(text);
  };
  const mostPackets = number("packets");
  if (mostPackets !== undefined && !values.capture) {
    throw new UsageError("--packets goes with --capture.");
  }
  try {
    const request = parseDemoRequest({
      scenario: "office",
      days: number("days"),
      hosts: number("hosts"),
      incidents: number("incidents"),
      seed: number("seed"),
      form: values.capture ? "capture" : "log",
      labels: !values["no-labels"],
    });
    if (request.scenario !== "office") throw new TypeError("An office was asked for.");
    return { ...request, file: positionals[0], mostPackets };
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    const [{ path, message }] = error.issues;
    throw new UsageError(`--${path.join(".")}: ${message}`);
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: WORDS });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
