import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { DetectAnswer } from "../cli/detect.ts";
import { SYN } from "../lib/capture/packets/decoded_packet.ts";
import { pcap } from "../lib/capture/testing.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

async function detect(...args: string[]) {
  const command = ["run", "--quiet", "-A", "cli.ts", "detect", ...args];
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: command,
    cwd: root,
    env: { NO_COLOR: "1" },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: text(stdout), errors: text(stderr) };
}

Deno.test("deno task detect says which host scans in a capture, in words and as JSON", async () => {
  const folder = await Deno.makeTempDir({ prefix: "netsift-" });
  try {
    const scan = join(folder, "scan.pcap");
    const packets = Array.from({ length: 300 }, (_, i) => ({
      time: i / 10,
      flags: SYN,
      sourcePort: 40_000 + i,
      destinationPort: 1 + i,
    }));
    await Deno.writeFile(scan, pcap(packets));
    const [words, json, missing] = await Promise.all([
      detect("--time-zone", "UTC", scan),
      detect("--json", "--limit", "3", scan),
      detect(join(folder, "nothing.pcap")),
    ]);
    assert.equal(words.code, 0, words.errors);
    assert.match(words.out, /^1 of 2 hosts behaves unusually\. Worst: .*, which tried 300 ports/);
    const { detection, findings, records } = JSON.parse(json.out) as DetectAnswer;
    const scanned = findings.find(({ check }) => check === "vertical-scan");
    assert.equal(scanned!.host, detection.hosts![0].host);
    assert.ok(records.length <= 3);
    assert.deepEqual([missing.code, missing.out], [1, ""]);
    assert.match(missing.errors, /nothing\.pcap: There is no such file\.\n$/);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("deno task detect refuses commands that it does not know", async () => {
  const [none, limit] = await Promise.all([detect(), detect("--limit", "many", "a.pcap")]);
  assert.deepEqual([none.code, limit.code], [2, 2]);
  assert.match(none.errors, /^No file given\./);
  assert.match(limit.errors, /^--limit takes a whole number/);
});
