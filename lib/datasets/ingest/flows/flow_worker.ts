/**
 * A thread that works out the columns of flows, and encodes them.
 *
 * @module
 */
/// <reference lib="deno.worker" />
import { FLOW_COLUMNS, FlowRecord } from "../../../capture/columns/mod.ts";
import { buffersOf, type FlowBlock, flowsOfBlock } from "../../../capture/flows/flow_block.ts";
import type { RowGroupBytes } from "../parquet/parquet_file.ts";
import { FlowGroup } from "./flow_group.ts";

/** What the thread is told: blocks of flows, and at last that none follow. */
export type FlowRequest = FlowBlock | "end";

/** What it answers to each: the row groups that were filled, and the block, to be used again. */
export interface FlowAnswer {
  groups: RowGroupBytes[];
  block: FlowBlock | null;
}

const group = new FlowGroup(FLOW_COLUMNS);

self.onmessage = ({ data }: MessageEvent<FlowRequest>) => {
  const block = data === "end" ? null : data;
  const groups = block === null ? [group.take()] : fill(block);
  const answer: FlowAnswer = { groups: groups.filter((each) => each !== null), block };
  self.postMessage(answer, [
    ...answer.groups.map(({ bytes }) => bytes.buffer),
    ...(block === null ? [] : buffersOf(block)),
  ]);
};

function fill(block: FlowBlock): (RowGroupBytes | null)[] {
  const groups: (RowGroupBytes | null)[] = [];
  for (const flow of flowsOfBlock(block)) {
    groups.push(group.add(new FlowRecord(flow, block.epochSeconds)));
  }
  return groups;
}
