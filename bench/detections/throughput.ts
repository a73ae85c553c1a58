/**
 * How fast the checks read connections, and how much memory they take.
 *
 * @module
 */
import process from "node:process";
import { BehaviourAnalysis } from "../../lib/behaviour/analysis.ts";
import {
  type ConnectionBlock,
  type ConnectionNames,
  NameTable,
} from "../../lib/behaviour/connection_block.ts";
import { LiveAnalysis } from "../../lib/behaviour/stream/live_analysis.ts";
import { connectionBlock } from "../../lib/datasets/demo/office/connection_blocks.ts";
import { OFFICE_START, OfficeScenario } from "../../lib/datasets/demo/office/scenario.ts";

/** What was measured. */
export interface Throughput {
  records: number;
  /** Records a second of processor time, all checks on. */
  recordsPerSecond: number;
  /** The same of the generator. */
  generatedPerSecond: number;
  /** Largest resident memory of the process, generator included, in MB. */
  peakMegabytes: number;
}

/** What reads connections: a whole file, or a stream. */
interface Reader {
  names: ConnectionNames;
  /** Connections of a block. */
  rows: number;
  push(block: ConnectionBlock): unknown;
  finish(): unknown;
}

/** How often a stream that catches up is judged, in milliseconds of its own time, as sensors do. */
const REVIEW_EVERY = 6 * 3_600_000;

/** The checks as detections run them. */
export function fileReader(): Reader {
  const names = { hosts: new NameTable(), services: new NameTable() };
  const analysis = new BehaviourAnalysis(names);
  return {
    names,
    rows: Infinity,
    push: (block) => analysis.push(block),
    finish: () => analysis.finish(),
  };
}

/** The checks as sensors run them, with a snapshot in the end. */
export function streamReader(): Reader {
  const analysis = new LiveAnalysis({ reviewEvery: REVIEW_EVERY });
  return {
    names: analysis.names,
    rows: 1000,
    push: (block) => analysis.push(block),
    finish: () => [analysis.snapshot(), analysis.finish()],
  };
}

/** Feeds days of a large office to all checks, until there were so many connections. */
export function measureThroughput(records: number, reader: Reader): Throughput {
  const scenario = new OfficeScenario({ seed: 1, hosts: 200, days: 365, start: OFFICE_START });
  let rows = 0;
  let generating = 0;
  let checking = 0;
  let peak = 0;
  let mark = processorSeconds();
  const lap = () => {
    const now = processorSeconds();
    const spent = now - mark;
    mark = now;
    return spent;
  };
  for (const { connections } of scenario.days()) {
    generating += lap();
    for (let from = 0; from < connections.length; from += reader.rows) {
      const part = connections.slice(from, from + reader.rows);
      const block = connectionBlock(part, reader.names, rows);
      rows += block.rows;
      lap();
      reader.push(block);
      checking += lap();
    }
    peak = Math.max(peak, Deno.memoryUsage().rss);
    if (rows >= records) break;
  }
  lap();
  reader.finish();
  checking += lap();
  return {
    records: rows,
    recordsPerSecond: rows / checking,
    generatedPerSecond: rows / generating,
    peakMegabytes: Math.max(peak, Deno.memoryUsage().rss) / 1e6,
  };
}

/** Time that the processors spent on this process. */
function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
