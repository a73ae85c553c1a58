import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Client } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";
import { unpackTar } from "../testing/unpack_tar.ts";

const STORED = new URL("testdata/0.1.0/", import.meta.url);

interface Listed {
  id: string;
  status: string;
  error: string | null;
}

Deno.test("damaged entries of the catalogue are listed with the reason and hide nothing", async () => {
  const { demo, run, batch } = JSON.parse(
    await Deno.readTextFile(new URL("expected.json", STORED)),
  ) as { demo: { train: string; test: string }; run: string; batch: string };
  const dataFolder = await Deno.makeTempDir({ prefix: "netsift-test-" });
  await unpackTar(new URL("data.tar.gz", STORED), dataFolder);
  damage(
    join(dataFolder, "catalogue.sqlite"),
    "UPDATE runs SET run = json_set(run, '$.data.testRows', 'many')",
    "UPDATE batches SET batch = substr(batch, 1, 200)",
    `UPDATE datasets SET profile = json_set(profile, '$.rows', 'many') WHERE id = '${demo.test}'`,
  );
  try {
    await using server = await startServer({ dataFolder });
    const client = new Client(server.url);
    const listed: [path: string, id: string, reason: RegExp][] = [
      ["runs", run, /table runs.*run\.data\.testRows/],
      ["batches", batch, /table batches.*batch:/],
      ["datasets", demo.test, /table datasets.*profile\.rows/],
    ];
    for (const [path, id, reason] of listed) {
      const all = await client.get<Listed[]>(`/${path}`);
      const damaged = all.find((each) => each.id === id)!;
      assert.equal(damaged.status, "failed", path);
      assert.match(damaged.error!, reason);
      for (const page of [`/${path}`, `/${path}/${id}`]) {
        const response = await fetch(server.url + page);
        assert.equal(response.status, 200, page);
        const html = await response.text();
        if (page.endsWith(id)) assert.match(html, /is damaged at/, page);
      }
    }
    for (const page of ["/", "/predict", "/live", "/compare"]) {
      const response = await fetch(server.url + page);
      await response.body?.cancel();
      assert.equal(response.status, 200, page);
    }
    assert.equal((await client.get<Listed>(`/datasets/${demo.train}`)).status, "ready");
    assert.ok((await client.get<Listed[]>("/models")).length > 0);

    const body = JSON.stringify({ name: "other" });
    const headers = { "content-type": "application/json" };
    const change = await client.fetch(`/runs/${run}`, { method: "PATCH", body, headers });
    assert.equal(change.status, 409);
    assert.match(await change.text(), /is damaged at.*backup/);
    for (const [path, id] of listed) {
      const response = await client.fetch(`/${path}/${id}`, { method: "DELETE" });
      await response.body?.cancel();
      assert.equal(response.status, 204, path);
    }
    assert.deepEqual(await client.get<Listed[]>("/runs"), []);
  } finally {
    await Deno.remove(dataFolder, { recursive: true });
  }
});

function damage(path: string, ...statements: string[]): void {
  const database = new DatabaseSync(path);
  try {
    for (const sql of statements) assert.equal(database.prepare(sql).run().changes, 1);
  } finally {
    database.close();
  }
}
