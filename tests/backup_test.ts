import assert from "node:assert/strict";
import { join } from "node:path";
import type { Run } from "../lib/resources/run.ts";
import { Client, type Dataset } from "../testing/client.ts";
import { copyForestData } from "../testing/demo_server.ts";
import { startServer } from "../testing/server.ts";

const ADMIN = "a-token-for-tests-of-backups";
const env = { NETSIFT_TOKEN: ADMIN };

/** Runs a command of this project on a data folder. */
async function command(script: string, file: string, dataFolder: string) {
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "-A", script, file],
    cwd: new URL("..", import.meta.url),
    env: { NETSIFT_DATA: dataFolder },
  }).output();
  return { code, stderr: new TextDecoder().decode(stderr) };
}

Deno.test("a server that trains is backed up, and another goes on from there", async () => {
  const folder = await Deno.makeTempDir({ prefix: "netsift-backup-" });
  const file = join(folder, "a.backup");
  const restored = join(folder, "restored");
  try {
    const { demo, forest: { model } } = await copyForestData(join(folder, "data"));
    let prediction: unknown;
    let record: unknown;
    let running: string;
    let secret: string;
    {
      await using server = await startServer({ dataFolder: join(folder, "data"), env });
      const client = new Client(server.url, ADMIN);
      ({ record } = await client.get<{ record: unknown }>(`/models/${model}/record`));
      prediction = await client.post(`/models/${model}/predict`, { records: [record] }, 200);
      ({ token: secret } = await client.post<{ token: string }>(
        "/tokens",
        { name: "kept", scopes: ["read"] },
        201,
      ));
      const params = { epochs: 1000, patience: 1000 };
      ({ id: running } = await client.post<{ id: string }>("/runs", {
        ...demo,
        detectors: [{ kind: "autoencoder", params }],
      }));
      const { code, stderr } = await command("backup.ts", file, server.dataFolder);
      assert.equal(code, 0, stderr);
      await client.post(`/runs/${running}/cancel`, {}, 200);
      const refused = await command("restore.ts", file, server.dataFolder);
      assert.equal(refused.code, 1);
      assert.match(refused.stderr, /Another Netsift server/);
    }
    const { code, stderr } = await command("restore.ts", file, restored);
    assert.equal(code, 0, stderr);
    await using server = await startServer({ dataFolder: restored, env });
    const client = new Client(server.url, ADMIN);
    assert.deepEqual(
      await client.post(`/models/${model}/predict`, { records: [record] }, 200),
      prediction,
    );
    const datasets = await client.get<Dataset[]>("/datasets");
    assert.deepEqual(datasets.map(({ status }) => status), ["ready", "ready"]);
    const { status } = await client.get<Run>(`/runs/${running}`);
    assert.ok(["interrupted", "queued", "running"].includes(status), status);
    assert.equal((await new Client(server.url, secret).fetch("/datasets")).status, 200);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
