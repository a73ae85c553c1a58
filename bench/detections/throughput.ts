/**
 * How fast the checks read connections, and how much memory they take.
 *
 * @module
 */
import process from "node:process";
import { BehaviourAnalysis } from "../../lib/behaviour/analysis.ts";
import { NameTable } from "../../lib/behaviour/connection_block.ts";
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

/** Feeds days of a large office to all checks, until there were so many connections. */
export function measureThroughput(records: number): Throughput {
  const scenario = new OfficeScenario({ seed: 1, hosts: 200, days: 365, start: OFFICE_START });
  const names = { hosts: new NameTable(), services: new NameTable() };
  const analysis = new BehaviourAnalysis(names);
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
    const block = connectionBlock(connections, names, rows);
    rows += block.rows;
    lap();
    analysis.push(block);
    checking += lap();
    peak = Math.max(peak, Deno.memoryUsage().rss);
    if (rows >= records) break;
  }
  lap();
  analysis.finish();
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
