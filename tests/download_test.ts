import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { PUBLIC_SOURCES } from "../lib/datasets/download/sources.ts";
import { head, type RawRequest, type Send, serveRaw } from "../lib/datasets/download/testing.ts";
import type { DatasetProgress } from "../lib/resources/dataset.ts";
import { Client, problem } from "../testing/client.ts";
import { realDataFolder } from "../testing/real_data.ts";
import { startServer } from "../testing/server.ts";

const TEST_FILE = "/KDDTest%2B.txt";
const SIZE = PUBLIC_SOURCES.find(({ id }) => id === "nsl-kdd-test")!.size.bytes;

async function names(path: string): Promise<string[]> {
  return await Array.fromAsync(Deno.readDir(path), ({ name }) => name);
}

/** What a source does; it can change its mind. */
function mirror() {
  const state = { answer: (_: RawRequest, __: Send): Promise<void> => Promise.resolve() };
  return { state, server: serveRaw((request, send) => state.answer(request, send)) };
}

Deno.test("API: a download that fails says why, and leaves nothing behind", async (t) => {
  const { state, server: source } = mirror();
  await using _source = source;
  await using server = await startServer({
    env: { NETSIFT_DOWNLOAD_BASE: source.url, NETSIFT_DOWNLOAD_TIMEOUT_S: "1" },
  });
  const client = new Client(server.url);
  const start = async () =>
    (await client.post<{ id: string }>("/sources/nsl-kdd-test/download", undefined)).id;
  const failed = async (answer: typeof state.answer): Promise<string> => {
    state.answer = answer;
    const dataset = await client.ingested(await start());
    assert.equal(dataset.status, "failed");
    assert.deepEqual(await names(`${server.dataFolder}/uploads`), []);
    return dataset.error!;
  };

  await t.step("the sources are listed; others are refused", async () => {
    const sources = await client.get<{ id: string; url: string }[]>("/sources");
    assert.deepEqual(sources.map(({ id }) => id), PUBLIC_SOURCES.map(({ id }) => id));
    await problem(await client.fetch("/sources/http:%2F%2Fx/download", { method: "POST" }), 404);
  });
  await t.step("a silent source", async () => {
    assert.match(
      await failed(() => new Promise((resolve) => setTimeout(resolve, 2000))),
      /^No data came for 1 second\. Download the file in a browser and upload it/,
    );
  });
  await t.step("a lying source", async () => {
    assert.match(
      await failed(async (_, send) => {
        await send(head(200, { "content-length": SIZE }));
        await send(new Uint8Array(SIZE));
      }),
      /the SHA-256 of its bytes is/,
    );
  });
  await t.step("a source that leads into the machine", async () => {
    assert.match(
      await failed(async (_, send) => await send(head(302, { location: server.url }))),
      /which Netsift does not follow/,
    );
  });
  await t.step("progress tells bytes; a download can be cancelled by deleting it", async () => {
    state.answer = async (_, send) => {
      await send(head(200, { "content-length": SIZE }));
      while (true) {
        await send(new Uint8Array(1000));
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    const id = await start();
    let progress: DatasetProgress = { phase: "", fraction: 0 };
    while ((progress.transfer?.bytes ?? 0) < 10_000) {
      ({ progress } = await client.get<{ progress: DatasetProgress }>(`/datasets/${id}`));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assert.equal(progress.phase, "Downloading");
    assert.equal(progress.transfer!.total, SIZE);
    assert.equal((await client.fetch(`/datasets/${id}`, { method: "DELETE" })).status, 204);
    assert.deepEqual(await names(`${server.dataFolder}/uploads`), []);
  });
});

const data = await realDataFolder();
if (data === null) {
  console.log(
    "Skipped: the test of a whole download, for want of NSL-KDD (see NETSIFT_TEST_DATA).",
  );
}

Deno.test({
  name: "API: a public dataset is downloaded and read, though the server was killed",
  ignore: data === null,
  fn: downloadAcrossKill,
});

async function downloadAcrossKill(): Promise<void> {
  const packed = await Deno.readFile(`${data}/nsl-kdd/KDDTest+.txt.gz`);
  const file = Uint8Array.from(gunzipSync(packed));
  const { state, server: source } = mirror();
  await using _source = source;
  const dataFolder = await Deno.makeTempDir({ prefix: "netsift-download-" });
  const env = { NETSIFT_DOWNLOAD_BASE: source.url };
  try {
    let id: string;
    {
      state.answer = async (_, send) => {
        await send(head(200, { "content-length": SIZE }));
        await send(file.subarray(0, SIZE / 2));
        await new Promise((resolve) => setTimeout(resolve, 3000));
      };
      await using server = await startServer({ dataFolder, env });
      const client = new Client(server.url);
      ({ id } = await client.post<{ id: string }>("/sources/nsl-kdd-test/download", undefined));
      while (source.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      await server.kill();
    }
    state.answer = async (_, send) => {
      await send(head(200, { "content-length": SIZE }));
      await send(file);
    };
    await using server = await startServer({ dataFolder, env });
    const dataset = await new Client(server.url).ingested(id);
    assert.equal(dataset.status, "ready", dataset.error ?? "");
    assert.deepEqual([dataset.format, dataset.rows], ["nsl-kdd", 22_544]);
    assert.deepEqual(dataset.origin, {
      type: "download",
      source: "nsl-kdd-test",
      url: source.url + TEST_FILE,
    });
    assert.deepEqual(await names(`${dataFolder}/uploads`), []);
  } finally {
    await Deno.remove(dataFolder, { recursive: true });
  }
}
