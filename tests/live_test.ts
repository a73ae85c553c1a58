import assert from "node:assert/strict";
import type { Alert } from "../lib/resources/alert.ts";
import type { LiveState } from "../lib/monitoring/live_state.ts";
import type { ReplayState } from "../lib/monitoring/replay/replays.ts";
import type { Prediction } from "../lib/resources/model.ts";
import { Client, problem } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";

/** A dataset with a column of times, ten records a second, and a burst of odd ones. */
function traffic(): string {
  const start = Date.parse("2026-03-04T00:00:00Z");
  const rows = Array.from({ length: 600 }, (_, i) => {
    const time = new Date(start + i * 100).toISOString().slice(0, 23);
    const odd = i >= 300 && i < 320;
    return `${time},${odd ? 9_000_000 : 300 + i % 40},${i % 3 ? "http" : "smtp"},${
      odd ? "flood" : "normal"
    }`;
  });
  return ["time,bytes,service,label", ...rows].join("\n");
}

/** Longest wait for something that comes within seconds on a machine that is not busy. */
const PATIENCE_MS = 120_000;

async function until<T>(read: () => Promise<T>, isSo: (value: T) => boolean): Promise<T> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const value = await read();
    if (isSo(value)) return value;
    assert.ok(performance.now() < end, JSON.stringify(value));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

Deno.test("A dataset is replayed, watched, explained, stopped, and refused in words", async (t) => {
  await using server = await startServer();
  const client = new Client(server.url);
  const dataset = await client.upload("flows.csv", traffic());
  const other = await client.upload("other.csv", "a,b\n1,2\n3,4\n");
  const run = await client.run({
    train: dataset.id,
    features: ["bytes", "service"],
    detectors: [{ kind: "mahalanobis" }],
  });
  assert.equal(run.status, "done", run.error ?? "");
  const { model } = run.results[0];
  const state = () => client.get<LiveState>(`/live/${model}`);
  const replay = (speed: unknown) =>
    client.post<ReplayState>("/replays", { model, dataset: dataset.id, speed });
  const ended = (id: string) =>
    until(() => client.get<ReplayState>(`/replays/${id}`), ({ status }) => status !== "running");

  await t.step("before its first record there is nothing to see", async () => {
    const { monitor, alerts, replay } = await state();
    assert.deepEqual([monitor, alerts, replay], [null, [], null]);
  });

  await t.step("all records are replayed and counted", async () => {
    const { id } = await replay({ recordsPerSecond: 5000 });
    const done = await ended(id);
    assert.deepEqual([done.status, done.scored, done.rejected], ["done", 600, 0], `${done.error}`);
    const { monitor } = await until(state, ({ monitor }) => monitor?.totals.records === 600);
    assert.ok(monitor!.totals.flagged >= 20);
    assert.equal(monitor!.lanes!.column, "service");
    assert.deepEqual(monitor!.lanes!.rows.map(({ value }) => value).sort(), ["http", "smtp"]);
    assert.ok(monitor!.latency!.p50 >= 0);
    assert.ok(monitor!.adaptive!.q >= 0.9);
    assert.deepEqual(monitor!.warnings, []);
  });

  await t.step("drift is measured against the normal rows of training", async () => {
    const { monitor } = await until(
      state,
      ({ monitor }) => monitor?.drift != null || monitor?.driftFault != null,
    );
    assert.equal(monitor!.driftFault, null);
    assert.equal(monitor!.drift!.needed, 300);
    // The reference is there only after the first records; a second replay fills the window. It is
    // slow enough for batches that are looked at whole.
    await ended((await replay({ recordsPerSecond: 500 })).id);
    const full = await until(state, ({ monitor }) => (monitor?.drift?.features.length ?? 0) > 0);
    assert.deepEqual(
      full.monitor!.drift!.features.map(({ feature }) => feature).sort(),
      ["bytes", "service"],
    );
  });

  await t.step("an alert has a reason", async () => {
    const [alert] = (await state()).alerts;
    const explanation = await client.get<Prediction>(`/alerts/${alert.id}/explanation`);
    assert.equal(explanation.contributions[0].feature, "bytes");
    const before = (await state()).monitor!.totals.records;
    assert.equal(before, 1200, "an explanation is no traffic");
  });

  await t.step("lanes are by another column from now on, and stay so", async () => {
    const response = await client.fetch(`/live/${model}`, {
      method: "PATCH",
      body: JSON.stringify({ lanes: "label" }),
    });
    assert.equal(response.status, 200);
    await ended((await replay({ recordsPerSecond: 5000 })).id);
    const { monitor } = await until(state, ({ monitor }) => monitor!.totals.records === 1800);
    assert.ok(monitor!.lanes!.rows.some(({ value }) => value === "flood"));
  });

  await t.step("by its times a replay takes as long as they say", async () => {
    const start = performance.now();
    const { id } = await replay({ timeColumn: "time", factor: 60 });
    assert.equal((await ended(id)).scored, 600);
    assert.ok(performance.now() - start > 800, "a minute of traffic at sixty times its speed");
  });

  await t.step("a slow replay is stopped, and another takes its place", async () => {
    const first = await replay({ recordsPerSecond: 1 });
    await problem(await client.fetch(`/datasets/${dataset.id}`, { method: "DELETE" }), 409);
    const second = await replay({ recordsPerSecond: 1 });
    assert.equal((await client.get<ReplayState>(`/replays/${first.id}`)).status, "stopped");
    const stopped = await client.post<ReplayState>(`/replays/${second.id}/stop`, undefined, 200);
    assert.equal(stopped.status, "stopped");
    assert.ok(stopped.scored < 600);
  });

  await t.step("server-sent events tell the state, again and again", async () => {
    const response = await client.fetch(`/live/${model}/events`);
    assert.equal(response.headers.get("content-type"), "text/event-stream");
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (text.split("event: state").length < 3) text += (await reader.read()).value;
    await reader.cancel();
    const told = JSON.parse(/data: (.*)\n\n/.exec(text)![1]) as LiveState;
    assert.equal(told.model, model);
    assert.equal(told.alerts.length, (await client.get<Alert[]>(`/alerts?limit=50`)).length);
  });

  await t.step("what cannot be replayed is refused", async () => {
    const refused = async (body: Record<string, unknown>, pointer: string) => {
      const request = { model, dataset: dataset.id, speed: { recordsPerSecond: 1 }, ...body };
      const response = await client.fetch("/replays", {
        method: "POST",
        body: JSON.stringify(request),
      });
      const { errors } = await problem(response, 422);
      assert.ok(errors?.some((error) => error.pointer === pointer), JSON.stringify(errors));
    };
    await refused({ dataset: other.id }, "/dataset");
    await refused({ dataset: "ds-x" }, "/dataset");
    await refused({ model: "model-x" }, "/model");
    await refused({ speed: { timeColumn: "nowhere" } }, "/speed/timeColumn");
    await refused({ speed: { recordsPerSecond: 0 } }, "/speed/recordsPerSecond");
    await problem(await client.fetch("/live/model-x"), 404);
    await problem(await client.fetch("/live/model-x/events"), 404);
    await problem(await client.fetch("/replays/replay-x/stop", { method: "POST" }), 404);
  });

  await t.step("a column of words that are no times fails in words", async () => {
    const { id } = await replay({ timeColumn: "service", factor: 1 });
    const { status, error } = await ended(id);
    assert.equal(status, "failed");
    assert.match(error!, /cannot be read as points in time/);
  });
});
