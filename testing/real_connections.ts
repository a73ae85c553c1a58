/**
 * Connections of logs and captures, as behaviour checks read them in tests.
 *
 * @module
 */
import { outcomeOfState, type TestConnection } from "../lib/behaviour/testing.ts";
import { FLOW_COLUMNS, type FlowRecord } from "../lib/capture/columns/mod.ts";
import { CaptureFlows } from "../lib/capture/read_capture.ts";
import { ZeekHeader } from "../lib/values/zeek.ts";

const PROTOCOLS = new Map([["tcp", 6], ["udp", 17], ["icmp", 1]]);

/** The connections of a packed Zeek log, without its labels. */
export async function zeekConnections(path: string): Promise<TestConnection[]> {
  const packed = await Deno.open(path);
  const text = await new Response(packed.readable.pipeThrough(new DecompressionStream("gzip")))
    .text();
  const header = new ZeekHeader();
  const connections: TestConnection[] = [];
  for (const line of text.split("\n")) {
    if (line.startsWith("#")) header.direct(line);
    else if (line !== "") {
      const values = header.values(line);
      const of = (name: string) => values[header.fields.indexOf(name)] ?? "";
      const number = (name: string) => of(name) === "" ? undefined : Number(of(name));
      connections.push({
        time: 1000 * Number(of("ts")),
        source: of("id.orig_h"),
        destination: of("id.resp_h"),
        port: number("id.resp_p"),
        protocol: PROTOCOLS.get(of("proto")) ?? 0,
        service: of("service") || undefined,
        outcome: outcomeOfState(of("conn_state")),
        duration: number("duration"),
        sourceBytes: number("orig_bytes"),
        destinationBytes: number("resp_bytes"),
        sourcePackets: number("orig_pkts"),
        destinationPackets: number("resp_pkts"),
      });
    }
  }
  return connections;
}

/** The connections of a capture. */
export async function capturedConnections(path: string): Promise<TestConnection[]> {
  const columns = new Map(FLOW_COLUMNS.map((column) => [column.name, column]));
  const connections: TestConnection[] = [];
  const flows = new CaptureFlows((flow: FlowRecord) => {
    const of = (name: string) => columns.get(name)!.of(flow);
    connections.push({
      time: Date.parse(String(of("Timestamp"))),
      source: flow.originator,
      destination: flow.responder,
      port: flow.protocol === 1 || flow.protocol === 58 ? undefined : flow.responderPort,
      protocol: flow.protocol,
      service: String(of("service")) || undefined,
      outcome: outcomeOfState(String(of("conn_state"))),
      duration: Number(of("duration")),
      sourceBytes: Number(of("orig_bytes")),
      destinationBytes: Number(of("resp_bytes")),
      sourcePackets: Number(of("orig_pkts")),
      destinationPackets: Number(of("resp_pkts")),
    });
  });
  flows.push(await Deno.readFile(path));
  flows.end();
  return connections;
}
