import assert from "node:assert/strict";
import { Client, type Dataset, problem } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";

Deno.test("API: a dataset is exported as CSV and Parquet, and reads back the same", async () => {
  await using server = await startServer();
  const client = new Client(server.url);
  const lines = Array.from(
    { length: 5000 },
    (_, i) =>
      `${i / 7},${i % 4 ? '"a, ""b"""' : "=1+1"},${i % 9 ? "" : -i},${i % 5 ? "ok" : "worm"}`,
  );
  const dataset = await client.upload("flows.csv", ["x,word,y,label", ...lines].join("\n"));
  assert.equal(dataset.status, "ready", dataset.error ?? "");

  const response = await client.fetch(`/datasets/${dataset.id}/data.csv`);
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("content-disposition"), 'attachment; filename="flows.csv"');
  const csv = await response.text();
  const expected = lines.map((line) => line.replace("=1+1", "'=1+1"));
  assert.deepEqual(csv.split("\r\n"), ["x,word,y,label", ...expected, ""]);

  const again = await client.upload("again.csv", csv);
  const facts = ({ columns }: Dataset) =>
    columns.filter(({ name }) => name !== "word").map((
      { name, role, missing, distinct, min, max, top },
    ) => [name, role, missing, distinct, min, max, top]);
  assert.deepEqual(facts(again), facts(dataset));

  const parquet = await client.fetch(`/datasets/${dataset.id}/data.parquet`);
  const bytes = new Uint8Array(await parquet.arrayBuffer());
  assert.equal(String(bytes.length), parquet.headers.get("content-length"));
  assert.equal(new TextDecoder().decode(bytes.subarray(0, 4)), "PAR1");

  const head = await client.fetch(`/datasets/${dataset.id}/data.csv`, { method: "HEAD" });
  assert.deepEqual([head.status, await head.text()], [200, ""]);
  const cut = await client.fetch(`/datasets/${dataset.id}/data.csv`);
  await cut.body!.cancel();
  await problem(await client.fetch("/datasets/none/data.csv"), 404);
  const failed = await client.upload("blank.csv", new Uint8Array());
  await problem(await client.fetch(`/datasets/${failed.id}/data.parquet`), 409);
});
