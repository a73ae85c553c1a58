import assert from "node:assert/strict";
import { Client } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

/** Opens connections and sends the same on each. */
async function flood(url: string, count: number, text: string): Promise<Disposable> {
  const { hostname, port } = new URL(url);
  const connections: Deno.TcpConn[] = [];
  for (let i = 0; i < count; i++) {
    const connection = await Deno.connect({ hostname, port: Number(port) });
    connections.push(connection);
    await connection.write(bytes(text)).catch(() => {});
  }
  return { [Symbol.dispose]: () => connections.forEach((connection) => connection.close()) };
}

Deno.test("server: 1,100 idle connections with 1,024 files cost nobody anything", async () => {
  await using server = await startServer({ limits: ["--nofile=1024:1024"] });
  const client = new Client(server.url);
  const unfinished = [
    "",
    "GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\n",
    "GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n",
  ];
  const floods: Disposable[] = [];
  // A kept connection may be closed for another's sake just when its client asks again (RFC 9112, 9.5).
  using unkept = Deno.createHttpClient({ poolMaxIdlePerHost: 0 });
  try {
    for (const text of unfinished) {
      floods.push(await flood(server.url, 1100, text));
      const begun = performance.now();
      const health = await fetch(`${server.url}/healthz`, { client: unkept } as RequestInit);
      assert.deepEqual(await health.json(), { status: "ok" });
      assert.ok(performance.now() - begun < 2000);
    }
    // Databases, threads and child processes still get the files that they need.
    const demo = await client.post<{ train: string; test: string }>("/demo", {
      rows: 1000,
    });
    for (const id of [demo.train, demo.test]) {
      assert.equal((await client.ingested(id)).status, "ready");
    }
    const run = await client.run({ ...demo, detectors: [{ kind: "pca" }] });
    assert.equal(run.status, "done", run.error ?? "");
  } finally {
    for (const each of floods) each[Symbol.dispose]();
  }
});

Deno.test("server: half requests are closed, and busy connections are not cut", async () => {
  await using server = await startServer({
    env: {
      NETSIFT_HEADER_TIMEOUT_S: "1",
      NETSIFT_IDLE_TIMEOUT_S: "4",
      NETSIFT_MAX_CONNECTIONS: "8",
    },
  });
  const { hostname, port } = new URL(server.url);
  const ask = async (text: string) => {
    using connection = await Deno.connect({ hostname, port: Number(port) });
    await connection.write(bytes(text));
    let answer = "";
    const buffer = new Uint8Array(4096);
    for (let read; (read = await connection.read(buffer)) !== null;) {
      answer += new TextDecoder().decode(buffer.subarray(0, read));
    }
    return answer;
  };
  const post = `POST /api/v1/datasets?name=a HTTP/1.1\r\nhost: ${hostname}\r\ncontent-length: 900`;
  const [nothing, head, upload] = await Promise.all([
    ask(""),
    ask("GET / HTTP/1.1\r\nhost: a"),
    ask(`${post}\r\n\r\na,b\n1,2\n`),
  ]);
  assert.equal(nothing, "");
  assert.match(head, /^HTTP\/1\.1 408 /);
  assert.match(upload, /^HTTP\/1\.1 408 /);

  // Eight unfinished uploads take all places; the ninth client is told, and later served. Only
  // who asks whether the server is alive is answered all the same.
  const unfinished = await flood(server.url, 8, `${post}\r\n\r\na`);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const alive = await fetch(`${server.url}/healthz`);
  assert.deepEqual([alive.status, await alive.json()], [200, { status: "ok" }]);
  const refused = await fetch(`${server.url}/api/v1/datasets`);
  assert.equal(refused.status, 503);
  assert.equal(refused.headers.get("content-type"), "application/problem+json");
  await refused.body?.cancel();
  unfinished[Symbol.dispose]();
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const health = await fetch(`${server.url}/healthz`);
  assert.equal(health.status, 200, await health.text());
});
