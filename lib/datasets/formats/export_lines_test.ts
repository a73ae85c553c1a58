import assert from "node:assert/strict";
import { csvRecord, type Layout } from "./format.ts";
import { recogniseFormat } from "./mod.ts";

const ARGUS = "StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,State,TotPkts,TotBytes,Label";
const NFDUMP = "ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt";

function recognise(lines: string[]): { layout: Layout; records: (string | null)[] } {
  const layout = recogniseFormat({ text: lines.join("\n") + "\n", complete: true });
  const parser = layout.createParser!();
  const records = lines.map((line) => {
    const parsed = parser.parse(line);
    return parsed === null ? null : "record" in parsed ? parsed.record : `fault: ${parsed.fault}`;
  });
  return { layout, records };
}

function rolesOf({ columns }: Layout): Record<string, string> {
  return Object.fromEntries(columns.flatMap(({ name, role }) => role ? [[name, role]] : []));
}

Deno.test("Argus' CSV has roles, no status records, and no blanks that align it", () => {
  const { layout, records } = recognise([
    ARGUS,
    "14:48:22.2,0.01,man,0,0,,0,0,STA,0,0,",
    "14:48:23.2,1.5,tcp,10.0.0.1,40000,   ->,10.0.0.2,80,FSPA_FSPA,12,900,flow=Background",
    ARGUS,
    "14:48:24.2,0.5,icmp,10.0.0.1,0x0008,  <->,10.0.0.2,0x0000,ECO,2,196,",
    "14:48:24.2,0.5,icmp",
  ]);
  assert.equal(layout.format, "argus");
  assert.deepEqual(rolesOf(layout), {
    StartTime: "timestamp",
    SrcAddr: "identifier",
    Sport: "ignored",
    DstAddr: "identifier",
    Label: "label",
  });
  assert.deepEqual(records, [
    null,
    null,
    "14:48:23.2,1.5,tcp,10.0.0.1,40000,->,10.0.0.2,80,FSPA_FSPA,12,900,flow=Background",
    null,
    "14:48:24.2,0.5,icmp,10.0.0.1,0x0008,<->,10.0.0.2,0x0000,ECO,2,196,",
    "fault: expected 12 fields, found 3",
  ]);
});

Deno.test("nfdump's CSV ends with a summary that is no flow", () => {
  const flow =
    "2018-03-09 20:49:16,2018-03-09 20:49:17,1.000,10.0.0.1,10.0.0.2,5,53,UDP,........,0,0,1,72";
  const { layout, records } = recognise([
    NFDUMP,
    flow,
    "Summary",
    "flows,bytes,packets,avg_bps,avg_pps,avg_bpp",
    "439,277512,1969,3457,3,140",
    flow,
    "439,277512,1969,3457,3,140",
  ]);
  assert.equal(layout.format, "nfdump");
  assert.deepEqual(rolesOf(layout), {
    ts: "timestamp",
    te: "timestamp",
    sa: "identifier",
    da: "identifier",
    sp: "ignored",
  });
  assert.deepEqual(records, [
    null,
    csvRecord(flow.split(",")),
    null,
    null,
    null,
    csvRecord(flow.split(",")),
    "fault: expected 13 fields, found 6",
  ]);
});

Deno.test("nfdump's later header is known, and other tables are not taken for exports", () => {
  const { layout } = recognise([
    "firstSeen,duration,proto,srcAddr,srcPort,dstAddr,dstPort,packets,bytes,flows",
    "2024-06-28 23:17:41.123,3.000,TCP,10.0.0.1,443,10.0.0.2,10693,9,11214,1",
  ]);
  assert.equal(layout.format, "nfdump");
  assert.equal(rolesOf(layout).firstSeen, "timestamp");
  const other = "starttime,proto,saddr,daddr\n1,tcp,10.0.0.1,10.0.0.2\n";
  assert.equal(recogniseFormat({ text: other, complete: true }).format, "csv");
});
