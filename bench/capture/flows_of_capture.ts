/**
 * Writes the flows of a capture with all their columns to a Parquet file: what the capture benchmark
 * measures against other programs. `-` is standard input.
 *
 * @module
 */
import { CaptureFlows } from "../../lib/capture/read_capture.ts";
import { PacketFlowWriter } from "../../lib/datasets/ingest/flows/packet_flow_writer.ts";

const BLOCK_BYTES = 2 ** 20;

const [capture, target] = Deno.args;
using writer = new PacketFlowWriter(target);
const flows = new CaptureFlows((flow) => writer.add(flow));
const file = capture === "-" ? Deno.stdin : await Deno.open(capture);
const block = new Uint8Array(BLOCK_BYTES);
for (;;) {
  const read = await file.read(block);
  if (read === null) break;
  flows.push(block.subarray(0, read));
  await writer.catchUp();
}
const { packets, flows: count, fault } = flows.end();
await writer.finish();
console.log(JSON.stringify({ packets, flows: count, fault }));
