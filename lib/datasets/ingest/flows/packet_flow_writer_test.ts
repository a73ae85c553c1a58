import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { FLOW_COLUMNS } from "../../../capture/columns/mod.ts";
import { UDP } from "../../../capture/packets/decoded_packet.ts";
import { CaptureFlows } from "../../../capture/read_capture.ts";
import { pcap } from "../../../capture/testing.ts";
import { withFolder } from "../../testing.ts";
import { FlowWriter } from "./flow_writer.ts";
import { PacketFlowWriter } from "./packet_flow_writer.ts";

/** More than a row group, and a block that is not full. */
const SEVERAL_BLOCKS = 33_000;

for (const flows of [3, SEVERAL_BLOCKS]) {
  Deno.test(`PacketFlowWriter writes ${flows} flows as a writer without a thread does`, () =>
    withFolder(async (folder) => {
      const capture = pcap(Array.from({ length: flows }, (_, i) => ({
        time: i / 1000,
        source: `10.0.${i >> 15}.1`,
        sourcePort: 1024 + i % 32_768,
        protocol: UDP,
        destinationPort: i % 2 === 0 ? 53 : 5000,
        payload: i % 100,
      })));
      const [here, threaded] = [join(folder, "here"), join(folder, "threaded")];
      {
        using plain = new FlowWriter(here, FLOW_COLUMNS);
        using writer = new PacketFlowWriter(threaded);
        const reader = new CaptureFlows((flow) => {
          plain.add(flow);
          writer.add(flow);
        });
        reader.push(capture);
        await writer.catchUp();
        assert.equal(reader.end().flows, flows);
        await plain.finish();
        await writer.finish();
      }
      const [expected, written] = await Promise.all([here, threaded].map((path) => readFile(path)));
      assert.ok(written.equals(expected));
    }));
}
