import assert from "node:assert/strict";
import { Client, problem } from "../testing/client.ts";
import { startDemoServer } from "../testing/demo_server.ts";
import { isIdle } from "../testing/idle.ts";
import { watchHealth } from "../testing/watch_health.ts";

/** No other request waits longer. */
const LONGEST_MS = 500;

Deno.test({
  name: "API: large requests are refused or answered while others are",
  ignore: Deno.build.os !== "linux",
  fn: largeRequests,
});

async function largeRequests(t: Deno.TestContext): Promise<void> {
  await using server = await startDemoServer();
  const client = new Client(server.url);
  const { demo } = server;
  const train = await client.ingested(demo.train);
  const run = await client.run({ ...demo, detectors: [{ kind: "pca" }] });
  assert.equal(run.status, "done", run.error ?? "");
  const predict = `/models/${run.results[0].model}/predict`;

  await using watch = await watchHealth(server);
  /** Sends a request; `/healthz` must answer all the while. */
  const send = async (path: string, body: string, method = "POST") => {
    await watch.longest();
    const response = await client.fetch(path, { method, body });
    const answer = new Response(await response.bytes(), response);
    const { clockMs, computedMs } = await watch.longest();
    // On a busy machine the clock tells of others' work, too.
    const longest = await isIdle() ? clockMs : computedMs;
    const told = `/healthz waited for ${clockMs} ms, ${computedMs} ms of them of computing`;
    assert.ok(longest < LONGEST_MS, `${path}: ${told}`);
    return answer;
  };

  await t.step("9,999 records with 100 bad values each", async () => {
    const record = `{${Array.from({ length: 100 }, (_, i) => `"f${i}":[]`)}}`;
    const body = `{"records":[${Array(9_999).fill(record)}]}`;
    const { errors } = await problem(await send(predict, body), 422);
    assert.ok(errors!.length <= 100);
  });

  await t.step("10,000 records", async () => {
    const names = train.columns.map(({ name }) => name);
    const csv = await (await client.fetch(`/datasets/${demo.train}/data.csv`)).text();
    const [head, first] = csv.split(/\r?\n/).map((line) => line.split(","));
    const record = Object.fromEntries(head.map((name, index) => {
      const { type } = train.columns[names.indexOf(name)];
      return [name, type === "categorical" ? first[index] : Number(first[index])];
    }));
    const records = Array(10_000).fill(JSON.stringify(record));
    const response = await send(predict, `{"records":[${records}]}`);
    assert.equal(response.status, 200);
    const { predictions } = await response.json();
    assert.equal(predictions.length, 10_000);
    const sequence = await send(predict, `{"sequence":true,"records":[${records}]}`);
    assert.deepEqual(await sequence.json(), { predictions });
    records[7_777] = "{}";
    const { errors } = await problem(await send(predict, `{"records":[${records}]}`), 422);
    assert.match(errors![0].pointer, /^\/records\/7777\//);
  });

  await t.step("bodies of 15 MB of every kind", async () => {
    const bodies: [string, string, number][] = [
      ["empty lists", `{"records":[${Array(5_000_000).fill("[]")}]}`, 422],
      ["one long text", `{"records":[{"a":"${"x".repeat(15_000_000)}"}]}`, 422],
      ["one wide record", `{"records":[{${fields(900_000)}}]}`, 422],
      ["words for numbers", `{"records":[{"a":[${Array(3_700_000).fill("NaN")}]}]}`, 422],
      ["nested values", `{"records":[${Array(130).fill(`{"a":{"b":{${fields(7_000)}}}}`)}]}`, 422],
      ["unknown fields", `{${fields(900_000)}}`, 422],
      ["brackets", "[".repeat(15_000_000), 400],
      ["no JSON", "{".padEnd(15_000_000, "\n"), 400],
    ];
    for (const [kind, body, status] of bodies) {
      const { errors = [] } = await problem(await send(predict, body), status);
      assert.ok(errors.length <= 100, kind);
    }
  });

  await t.step("lists and objects beyond measure", async () => {
    const million = Array(1_000_000).fill('"f"').join();
    const many = Array(200_000).fill("1").join();
    const keys = Array.from({ length: 500_000 }, (_, i) => `"c${i}":"numeric"`);
    const refused: [string, string, string, number][] = [
      ["/runs", `{"train":"${demo.train}","features":[${million}]}`, "POST", 413],
      ["/runs", `{"train":"${demo.train}","features":[${many}]}`, "POST", 422],
      [`/datasets/${demo.train}`, `{"columns":{${keys}}}`, "PATCH", 413],
      [`/datasets/${demo.train}`, `{"columns":{${keys.slice(0, 50_000)}}}`, "PATCH", 422],
      [`/datasets/${demo.train}`, `{"normal":[${many}]}`, "PATCH", 422],
      ["/batches", `{"dataset":"${demo.test}","models":[${many}]}`, "POST", 422],
      ["/datasets/derive", `{"operation":"combine","datasets":[${many}]}`, "POST", 422],
    ];
    for (const [path, body, method, status] of refused) {
      await problem(await send(path, body, method), status);
    }
  });
}

/** Fields of an object, as JSON. */
function fields(count: number): string {
  return Array.from({ length: count }, (_, i) => `"f${i}":${i % 10}`).join();
}
