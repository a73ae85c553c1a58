/** Alerts that detections and batches raise when they end. */
import assert from "node:assert/strict";
import type { Alert, AlertRecord } from "../lib/resources/alert.ts";
import type { Detection } from "../lib/resources/detection.ts";
import type { Batch } from "../lib/resources/batch.ts";
import type { Suppression } from "../lib/resources/alert_suppression.ts";
import { webhookReceiver } from "../lib/alerts/delivery/testing.ts";
import { Client, problem } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";
import { THIEF, thiefLog } from "./testdata/thief_log.ts";

/** Starts a job and waits until it is done. */
async function done<Job extends Detection | Batch>(
  client: Client,
  path: string,
  body: Record<string, unknown>,
): Promise<Job> {
  const { id } = await client.post<{ id: string }>(path, body);
  for (;;) {
    const job = await client.get<Job>(`${path}/${id}`);
    assert.ok(!["failed", "interrupted"].includes(job.status), job.error ?? "");
    if (job.status === "done") return job;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

Deno.test("detections and batches raise alerts once, though the server is killed as they end", async (t) => {
  const dataFolder = await Deno.makeTempDir({ prefix: "netsift-test-" });
  try {
    await using hook = webhookReceiver();
    let raised: Alert[];
    let detection: Detection;
    let dataset: string;
    {
      await using server = await startServer({ dataFolder });
      const client = new Client(server.url);
      ({ id: dataset } = await client.upload("conn.log", thiefLog()));
      const destination = await client.post<{ id: string }>("/alerts/destinations", {
        type: "webhook",
        name: "SIEM",
        url: `http://127.0.0.1:${hook.port}/`,
      }, 201);
      await client.post("/alerts/rules", {
        ...{ name: "Hosts", source: "detection", severity: "medium" },
        destinations: [destination.id],
      }, 201);
      await client.post("/alerts/rules", {
        ...{ name: "Batches", source: "batch", severity: "low", count: 2 },
      }, 201);
      detection = await done<Detection>(client, "/detections", { dataset });
      await done<Batch>(client, "/batches", { dataset, models: [detection.models![0]] });
      raised = await client.get<Alert[]>("/alerts");
      await server.kill();
    }

    await using server = await startServer({ dataFolder });
    const client = new Client(server.url);
    const alerts = await client.get<Alert[]>("/alerts");
    const ofHosts = alerts.filter(({ source }) => source.type === "detection");
    const [ofBatch, ...others] = alerts.filter(({ source }) => source.type === "batch");

    await t.step("there is one for each host that is severe enough, and one for the model", () => {
      assert.deepEqual(alerts, raised);
      const hosts = detection.hosts!.filter(({ severity }) => severity >= 40);
      assert.deepEqual(
        ofHosts.map(({ host }) => host).sort(),
        hosts.map(({ host }) => host).sort(),
      );
      assert.deepEqual(others, []);
      assert.equal(ofBatch.model?.id, detection.models![0]);
      assert.match(ofBatch.reason!, /^\d+ of [\d,]+ records flagged\.$/);
    });

    const thief = ofHosts.find(({ host }) => host === THIEF.host)!;
    await t.step("it was sent, with the host and the reason", async () => {
      assert.ok(thief);
      const sent = (await hook.until(ofHosts.length)).map(({ body }) => JSON.parse(body));
      const event = sent.find((one) => one.event.id === thief.id);
      assert.equal(event.source.address, THIEF.host);
      assert.equal(event.event.reason, thief.reason);
    });

    await t.step("its records are those behind its findings", async () => {
      const response = await client.fetch(`/alerts/${thief.id}/records?limit=200`);
      const records: AlertRecord[] = await response.json();
      assert.ok(records.length > 0);
      assert.ok(Number(response.headers.get("x-total-count")) >= records.length);
      for (const { connection } of records) {
        assert.ok([connection.source, connection.destination].includes(THIEF.host));
      }
      assert.ok(records.some(({ connection }) => connection.destination === THIEF.peer));
      assert.ok(records[0].record!["id.orig_h"]);
    });

    await t.step("those of a batch are what the model flags, worst first", async () => {
      const response = await client.fetch(`/alerts/${ofBatch.id}/records?limit=500`);
      assert.equal(Number(response.headers.get("x-total-count")), ofBatch.count);
      const records: AlertRecord[] = await response.json();
      const severities = records.map(({ severity }) => severity!);
      assert.deepEqual(severities, severities.toSorted((a, b) => b - a));
      assert.ok(records[0].connection.source && records[0].row && records[0].reason);
    });

    await t.step("muting one holds the next detection's back", async () => {
      const mute = await client.post<Suppression>(`/alerts/${thief.id}/mute`, {
        ...{ minutes: 60, comment: "Known" },
      }, 201);
      const { id } = await done<Detection>(client, "/detections", { dataset });
      const [next] = await client.get<Alert[]>(`/alerts?sourceId=${id}&host=${THIEF.host}`);
      assert.equal(next.suppressedBy, mute.id);
    });

    await t.step("an alert outlives its detection, without records", async () => {
      await client.fetch(`/detections/${detection.id}`, { method: "DELETE" });
      assert.equal((await client.get<Alert>(`/alerts/${thief.id}`)).host, THIEF.host);
      await problem(await client.fetch(`/alerts/${thief.id}/records`), 409);
      const page = await fetch(`${server.url}/alerts/${thief.id}`);
      assert.match(await page.text(), /was deleted, and its records with it/);
    });
  } finally {
    await Deno.remove(dataFolder, { recursive: true });
  }
});
