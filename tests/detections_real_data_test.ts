/** Detections on real logs, which are not part of the project. */
import assert from "node:assert/strict";
import { join } from "node:path";
import type { Detection } from "../lib/resources/detection.ts";
import { Client } from "../testing/client.ts";
import { realDataFolder } from "../testing/real_data.ts";
import { startServer } from "../testing/server.ts";

const folder = await realDataFolder();
if (!folder) console.warn("The real data sets are not there; their detections are skipped.");

/** By file, the hosts that must come first, in any order. */
const WORST: [file: string, hosts: string[]][] = [
  ["zeek/008-zeek-mixed.conn.log.labeled.gz", ["104.156.155.13"]],
  ["captures/test7-malicious.pcap", ["192.168.2.16"]],
];

Deno.test({
  name: "detections put attacking and infected hosts of real logs first",
  ignore: !folder,
  async fn() {
    await using server = await startServer();
    const client = new Client(server.url);
    for (const [file, hosts] of WORST) {
      const dataset = await client.upload(
        file.split("/").at(-1)!,
        await Deno.readFile(join(folder!, file)),
      );
      const { id } = await client.post<{ id: string }>("/detections", { dataset: dataset.id });
      let detection: Detection;
      do {
        await new Promise((resolve) => setTimeout(resolve, 50));
        detection = await client.get<Detection>(`/detections/${id}`);
      } while (detection.status === "queued" || detection.status === "running");
      assert.equal(detection.status, "done", detection.error ?? "");
      const worst = detection.hosts!.slice(0, hosts.length).map(({ host }) => host);
      assert.deepEqual(worst.sort(), hosts.sort(), file);
    }
  },
});
