import assert from "node:assert/strict";
import { Client } from "./client.ts";
import { startDemoServer, startForestServer } from "./demo_server.ts";

Deno.test("startDemoServer() gives each server its own copy of the same data", async () => {
  await using one = await startDemoServer();
  await using other = await startForestServer();
  assert.deepEqual(one.demo, other.demo);
  const [client, untouched] = [new Client(one.url), new Client(other.url)];
  const deleted = await client.fetch(`/datasets/${one.demo.test}`, { method: "DELETE" });
  assert.equal(deleted.status, 204);
  const { status, rows } = await untouched.ingested(one.demo.train);
  assert.deepEqual([status, rows], ["ready", 2000]);
  assert.equal((await untouched.ingested(one.demo.test)).status, "ready");
  assert.deepEqual(await client.get("/runs"), []);
});

Deno.test("startForestServer() gives a server the same run and model each time", async () => {
  await using one = await startForestServer();
  await using other = await startForestServer();
  assert.deepEqual(one.forest, other.forest);
  const { results } = await new Client(other.url).ended(other.forest.run);
  assert.deepEqual(results.map(({ model }) => model), [one.forest.model]);
});
