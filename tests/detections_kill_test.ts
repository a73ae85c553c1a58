/** What becomes of a detection whose server is killed. */
import assert from "node:assert/strict";
import type { Detection } from "../lib/resources/detection.ts";
import { Client } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";
import { thiefLog } from "./testdata/thief_log.ts";

Deno.test("a detection is interrupted when its server is killed, and a later one is whole", async () => {
  const dataFolder = await Deno.makeTempDir({ prefix: "netsift-test-" });
  try {
    let running: string;
    let done: string;
    let dataset: string;
    {
      await using server = await startServer({ dataFolder });
      const client = new Client(server.url);
      ({ id: dataset } = await client.upload("conn.log", thiefLog()));
      done = await ended(client, await start(client, dataset));
      running = await start(client, dataset);
      await until(
        client,
        running,
        ({ status, progress }) => status === "running" && progress!.fraction > 0,
      );
      await server.kill();
    }
    await using server = await startServer({ dataFolder });
    const client = new Client(server.url);
    const { status, error } = await client.get<Detection>(`/detections/${running}`);
    assert.equal(status, "interrupted");
    assert.match(error!, /server stopped while this detection was running/);
    const kept = await client.get<Detection>(`/detections/${done}`);
    assert.ok(kept.status === "done" && kept.hosts!.length > 0);
    assert.ok((await client.get<unknown[]>(`/detections/${done}/records`)).length > 0);
    await ended(client, await start(client, dataset));
    assert.deepEqual([...Deno.readDirSync(`${dataFolder}/staging`)], []);
  } finally {
    await Deno.remove(dataFolder, { recursive: true });
  }
});

async function start(client: Client, dataset: string): Promise<string> {
  return (await client.post<{ id: string }>("/detections", { dataset })).id;
}

async function ended(client: Client, id: string): Promise<string> {
  await until(client, id, ({ status }) => status === "done");
  return id;
}

async function until(client: Client, id: string, is: (one: Detection) => boolean): Promise<void> {
  for (;;) {
    const detection = await client.get<Detection>(`/detections/${id}`);
    assert.notEqual(detection.status, "failed", detection.error ?? "");
    if (is(detection)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
