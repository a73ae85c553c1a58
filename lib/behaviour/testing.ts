/**
 * Connections for tests, from plain records.
 *
 * @module
 */
import { BehaviourAnalysis } from "./analysis.ts";
import { emptyBlock, NameTable, OUTCOME } from "./connection_block.ts";
import type { BehaviourOptions } from "./options.ts";
import type { BehaviourReport } from "./report.ts";

/** A connection as a test writes it. */
export interface TestConnection {
  /** Milliseconds since 1970. */
  time: number;
  source: string;
  destination: string;
  port?: number;
  /** 6 where it is not given. */
  protocol?: number;
  service?: string;
  /** Answered where it is not given. */
  outcome?: number;
  /** Seconds. */
  duration?: number;
  sourceBytes?: number;
  destinationBytes?: number;
  sourcePackets?: number;
  destinationPackets?: number;
}

const BLOCK_ROWS = 4096;

/** Analyses connections in the order of their times, in several blocks. */
export function analyse(
  connections: readonly TestConnection[],
  options: BehaviourOptions = {},
): BehaviourReport {
  const names = { hosts: new NameTable(), services: new NameTable() };
  const analysis = new BehaviourAnalysis(names, options);
  const ordered = connections.map((connection, row) => ({ ...connection, row }))
    .sort((a, b) => a.time - b.time);
  for (let from = 0; from < ordered.length; from += BLOCK_ROWS) {
    const rows = ordered.slice(from, from + BLOCK_ROWS);
    const block = emptyBlock(rows.length);
    rows.forEach((one, at) => {
      block.row[at] = one.row;
      block.time[at] = one.time;
      block.source[at] = names.hosts.numberOf(one.source);
      block.destination[at] = names.hosts.numberOf(one.destination);
      block.destinationPort[at] = one.port ?? -1;
      block.protocol[at] = one.protocol ?? 6;
      block.service[at] = one.service ? names.services.numberOf(one.service) : -1;
      block.outcome[at] = one.outcome ?? OUTCOME.ANSWERED;
      block.duration[at] = one.duration ?? NaN;
      block.sourceBytes[at] = one.sourceBytes ?? NaN;
      block.destinationBytes[at] = one.destinationBytes ?? NaN;
      block.sourcePackets[at] = one.sourcePackets ?? NaN;
      block.destinationPackets[at] = one.destinationPackets ?? NaN;
    });
    analysis.push(block);
  }
  return analysis.finish();
}

/** What Zeek calls the end of a connection, as an outcome. */
export function outcomeOfState(state: string): number {
  if (["S0", "REJ", "RSTOS0", "RSTRH"].includes(state)) return OUTCOME.FAILED;
  if (["SH", "SHR", "OTH", "S1", "S2", "S3"].includes(state)) return OUTCOME.PARTIAL;
  return state === "" || state === "-" ? OUTCOME.UNKNOWN : OUTCOME.ANSWERED;
}
