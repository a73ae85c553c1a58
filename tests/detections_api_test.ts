import assert from "node:assert/strict";
import type {
  Detection,
  DetectionFinding,
  DetectionRecord,
  Timeline,
} from "../lib/resources/detection.ts";
import { Client, type ProblemBody } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";
import { THIEF, thiefLog } from "./testdata/thief_log.ts";

const isEnded = ({ status }: Detection) => !["queued", "running"].includes(status);

/** Starts a detection and waits until it has ended. */
async function detect(client: Client, body: Record<string, unknown>): Promise<Detection> {
  const { id } = await client.post<{ id: string }>("/detections", body);
  for (;;) {
    const detection = await client.get<Detection>(`/detections/${id}`);
    if (isEnded(detection)) return detection;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

Deno.test("detections over the HTTP API", async (t) => {
  await using server = await startServer();
  const client = new Client(server.url);
  const dataset = await client.upload("conn.log", thiefLog());
  let detection: Detection;

  await t.step("an unlabelled log is answered with the host, when and why", async () => {
    detection = await detect(client, { dataset: dataset.id });
    assert.equal(detection.status, "done", detection.error ?? "");
    assert.equal(detection.records, dataset.rows);
    assert.equal(detection.connections, dataset.rows);
    assert.equal(detection.models!.length, 2);
    const [worst] = detection.hosts!;
    assert.equal(worst.host, THIEF.host);
    assert.ok(worst.severity >= 40 && worst.findings > 0 && worst.reasons.length > 0);
    const busy = detection.hosts!.find(({ host }) => host === THIEF.busyHost)!;
    assert.ok(busy.records > worst.records && busy.severity < worst.severity);
    const listed = await client.get<Detection[]>("/detections");
    assert.equal(listed[0].id, detection.id);
  });

  await t.step("findings are filtered by host, kind and time", async () => {
    const findings = (query: string) =>
      client.get<DetectionFinding[]>(`/detections/${detection.id}/findings?${query}`);
    const of = await findings(`host=${THIEF.host}&kind=model`);
    assert.ok(of.length > 0);
    for (const { host, from, to, text, typical, actual, records } of of) {
      assert.equal(host, THIEF.host);
      assert.ok(Date.parse(from) < THIEF.to && Date.parse(to) > THIEF.from);
      assert.ok(text !== "" && typical !== "" && actual !== "" && records > 0);
    }
    assert.deepEqual(await findings(`host=192.0.2.77`), []);
    assert.deepEqual(await findings("from=2040-01-01T00:00:00Z"), []);
    assert.equal((await findings("limit=1")).length, 1);
  });

  await t.step("the timeline shows when, by host, service and kind, at any interval", async () => {
    for (const interval of ["", "&interval=3600", "&interval=1234"]) {
      const [lane] = await client.get<Timeline[]>(
        `/detections/${detection.id}/timeline?by=host&limit=1${interval}`,
      );
      assert.equal(lane.key, THIEF.host);
      const worst = lane.buckets.reduce((a, b) => b.severity > a.severity ? b : a);
      assert.ok(Math.abs(Date.parse(worst.from) - THIEF.from) <= 3_600_000, worst.from);
      const records = lane.buckets.reduce((sum, bucket) => sum + bucket.records, 0);
      assert.equal(records, detection.hosts![0].records);
    }
    const services = await client.get<Timeline[]>(
      `/detections/${detection.id}/timeline?by=service`,
    );
    assert.ok(services.some(({ key }) => key === "dns"));
    const kinds = await client.get<Timeline[]>(`/detections/${detection.id}/timeline?by=kind`);
    assert.ok(kinds.some(({ key }) => key === "model"));
  });

  await t.step("records look like connections, with the reason of flagged ones", async () => {
    const records = (query: string) =>
      client.get<DetectionRecord[]>(`/detections/${detection.id}/records?${query}`);
    const flagged = await records(`host=${THIEF.host}&flagged=true&limit=5`);
    assert.equal(flagged.length, 5);
    for (const { source, destination, severity, reason, time, flagged: isFlagged } of flagged) {
      assert.deepEqual([source, destination, isFlagged], [THIEF.host, THIEF.peer, true]);
      assert.ok(severity! > 0 && reason !== null && Date.parse(time!) >= THIEF.from);
    }
    const [{ id }] = await client.get<DetectionFinding[]>(
      `/detections/${detection.id}/findings?kind=model&limit=1`,
    );
    const [behind] = await records(`finding=${id}&limit=1&columns=true&sort=time`);
    assert.equal(behind.record!["id.orig_h"], THIEF.host);
    const page = await records("sort=time&limit=3&offset=2");
    assert.deepEqual((await records("sort=time&limit=5")).slice(2), page);
  });

  await t.step("a clean period alone is learned from", async () => {
    const { request, ...clean } = await detect(client, {
      dataset: dataset.id,
      name: "Before the night",
      baseline: { to: new Date(THIEF.from).toISOString() },
    });
    assert.equal(clean.status, "done", clean.error ?? "");
    assert.deepEqual(request.baseline, { to: new Date(THIEF.from).toISOString() });
    assert.equal(clean.hosts![0].host, THIEF.host);
    assert.equal(clean.name, "Before the night");
    const run = await client.get<{ data: { trainRows: number; testRows: number } }>(
      `/runs/${clean.run}`,
    );

    assert.equal(run.data.trainRows + run.data.testRows, THIEF.rowsBefore);
  });

  await t.step("findings can be silenced with a reason, and restored", async () => {
    const before = await client.get<Detection>(`/detections/${detection.id}`);
    const silence = await client.post<{ id: string; until: null }>(
      "/silences",
      { host: THIEF.host, reason: "Planned move of the archive" },
      201,
    );
    assert.equal(silence.until, null);
    const after = await client.get<Detection>(`/detections/${detection.id}`);
    const host = after.hosts!.find((one) => one.host === THIEF.host)!;
    assert.deepEqual([host.findings, host.severity, host.reasons], [0, 0, []]);
    assert.equal(after.unusualHosts, before.unusualHosts! - 1);
    const listed = (await client.get<Detection[]>("/detections"))
      .find(({ id }) => id === detection.id)!;
    assert.deepEqual(
      [listed.unusualHosts, listed.findings, listed.hosts![0].host],
      [after.unusualHosts, after.findings, after.hosts![0].host],
    );
    assert.deepEqual(
      await client.get(`/detections/${detection.id}/findings?host=${THIEF.host}`),
      [],
    );
    assert.equal((await client.get<unknown[]>("/silences")).length, 1);
    for (const body of [{ host: THIEF.host }, { reason: "x" }, { host: "", reason: "x" }]) {
      await client.post("/silences", body, 422);
    }
    const gone = () => client.fetch(`/silences/${silence.id}`, { method: "DELETE" });
    assert.equal((await gone()).status, 204);
    const again = await gone();
    assert.equal(again.status, 404);
    await again.body?.cancel();
    assert.deepEqual(await client.get(`/detections/${detection.id}`), before);
  });

  await t.step("labels play no part", async () => {
    const lines = thiefLog().split("\n").map((line, index) =>
      line.startsWith("#fields")
        ? `${line}\tlabel`
        : line.startsWith("#") || line === ""
        ? line
        : `${line}\t${index % 3 ? "Benign" : "Malicious"}`
    );
    const labelled = await client.upload("labelled.log", lines.join("\n"));
    assert.equal(labelled.labels.length, 2);
    const { status, error, hosts, flagged } = await detect(client, { dataset: labelled.id });
    assert.equal(status, "done", error ?? "");
    assert.deepEqual([flagged, hosts], [detection.flagged, detection.hosts]);
  });

  await t.step("findings are exported as CSV, events and a ticket", async () => {
    const text = async (path: string, type: string) => {
      const response = await client.fetch(`/detections/${detection.id}/${path}`);
      assert.equal(response.status, 200, path);
      assert.ok(response.headers.get("content-type")!.startsWith(type));
      assert.match(response.headers.get("content-disposition")!, /^attachment/);
      return await response.text();
    };
    const lines = (await text("findings.csv", "text/csv")).trim().split("\r\n");
    assert.equal(lines.length, detection.findings! + 1);
    const events = await text(`findings.ecs.ndjson?host=${THIEF.host}`, "application/x-ndjson");
    for (const line of events.trim().split("\n")) {
      assert.equal(JSON.parse(line).source.address, THIEF.host);
    }
    const ticket = await text("ticket.md?finding=finding-1", "text/markdown");
    assert.ok(ticket.startsWith(`# ${THIEF.host}: `) && ticket.includes("## Connections"));
    const response = await client.fetch(`/detections/${detection.id}/ticket.md`);
    assert.equal(response.status, 422);
    await response.body?.cancel();
  });

  await t.step("a trained model can be used again, and must fit", async () => {
    const [model] = detection.models!;
    const again = await detect(client, { dataset: dataset.id, model });
    assert.deepEqual([again.status, again.models, again.run], ["done", [model], undefined]);
    const other = await client.upload("other.csv", "a,b\n" + "1,2\n3,4\n".repeat(20));
    const { detail } = await client.post<ProblemBody>(
      "/detections",
      { dataset: other.id, model },
      422,
    );
    assert.match(detail, /lacks/);
  });

  await t.step(
    "without times and hosts, records are ranked and it is said what is missing",
    async () => {
      const lines = Array.from(
        { length: 300 },
        (_, i) => `${i % 7}.5,${i === 9 ? 99999 : i % 5},tcp`,
      );
      const plain = await client.upload("plain.csv", ["dur,size,proto", ...lines].join("\n"));
      const ranked = await detect(client, { dataset: plain.id });
      assert.equal(ranked.status, "done", ranked.error ?? "");
      assert.deepEqual(ranked.missing, ["time", "source", "destination"]);
      assert.deepEqual([ranked.hosts, ranked.span, ranked.connections], [[], null, 0]);
      assert.match(ranked.notes![0], /who sent it/);
      const [first] = await client.get<DetectionRecord[]>(
        `/detections/${ranked.id}/records?limit=1`,
      );
      assert.equal(first.row, 10);
      assert.deepEqual(await client.get(`/detections/${ranked.id}/timeline`), []);
    },
  );

  await t.step("what is wrong with a request is told by field", async () => {
    const refused: [Record<string, unknown>, string][] = [
      [{}, "/dataset"],
      [{ dataset: "ds-none" }, "/dataset"],
      [{ dataset: dataset.id, model: "model-none" }, "/model"],
      [{ dataset: dataset.id, detectors: ["nothing"] }, "/detectors"],
      [
        { dataset: dataset.id, detectors: [{ kind: "hbos", params: { no: 1 } }] },
        "/detectors/0/params",
      ],
      [{ dataset: dataset.id, baseline: "sometimes" }, "/baseline"],
      [{
        dataset: dataset.id,
        baseline: { from: "2026-01-02T00:00:00Z", to: "2026-01-01T00:00:00Z" },
      }, "/baseline/to"],
      [{ dataset: dataset.id, checks: ["beacon", "nothing"] }, "/checks/1"],
      [{ dataset: dataset.id, timeZone: "Nowhere/Here" }, "/timeZone"],
    ];
    for (const [body, pointer] of refused) {
      const { errors } = await client.post<ProblemBody>("/detections", body, 422);
      assert.ok(errors!.some((error) => error.pointer.startsWith(pointer)), JSON.stringify(errors));
    }
    for (const query of ["kind=none", "from=yesterday", "limit=0", "nothing=1"]) {
      const response = await client.fetch(`/detections/${detection.id}/findings?${query}`);
      assert.equal(response.status, 422, query);
      await response.body?.cancel();
    }
    for (const path of ["", "/findings", "/timeline", "/records"]) {
      const response = await client.fetch(`/detections/detection-none${path}`);
      assert.equal(response.status, 404);
      await response.body?.cancel();
    }
  });

  await t.step("it can be cancelled, and its run with it, and be deleted", async () => {
    const { id } = await client.post<Detection>("/detections", { dataset: dataset.id });
    const cancelled = await client.post<Detection>(`/detections/${id}/cancel`, {}, 200);
    assert.equal(cancelled.status, "cancelled");
    const response = await client.fetch(`/detections/${id}/findings`);
    assert.equal(response.status, 409);
    await response.body?.cancel();
    await client.post(`/detections/${id}/cancel`, {}, 409);
    for (const one of [id, detection.id]) {
      const { status } = await client.fetch(`/detections/${one}`, { method: "DELETE" });
      assert.equal(status, 204);
    }
    assert.equal((await client.fetch(`/detections/${detection.id}`)).status, 404);
  });
});
