import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { Client, problem } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";

const IDLE_S = 8;

/** Asks for something and reads no byte of the answer. */
async function askWithoutReading(url: string, path: string): Promise<Deno.TcpConn> {
  const { hostname, port, host } = new URL(url);
  const socket = await Deno.connect({ hostname, port: Number(port) });
  await socket.write(
    new TextEncoder().encode(`GET /api/v1${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`),
  );
  return socket;
}

/** Connections to a server that neither side has closed, of those that clients hold here. */
async function established(url: string, sockets: Deno.TcpConn[]): Promise<number> {
  const hex = (port: number) => `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const local = hex(Number(new URL(url).port));
  const remotes = sockets.map(({ localAddr }) => hex(localAddr.port));
  const lines = (await Deno.readTextFile("/proc/net/tcp")).split("\n").slice(1);
  return lines.map((line) => line.trim().split(/\s+/)).filter(([, from, to, state]) =>
    from?.endsWith(local) && remotes.some((remote) => to.endsWith(remote)) && state === "01"
  ).length;
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`It never happened that ${what}.`);
}

Deno.test("API: clients that do not read hold few places, no memory, and not for long", async () => {
  await using server = await startServer({
    env: { NETSIFT_MAX_EXPORTS: "3", NETSIFT_EXPORT_IDLE_S: String(IDLE_S) },
  });
  const client = new Client(server.url);
  // More than the sockets of both sides hold, which is 20 MB and more.
  const line = (i: number) => `${i},${"wide word ".repeat(60)}${i % 97},${i % 5 ? "ok" : "worm"}`;
  const lines = Array.from({ length: 120_000 }, (_, i) => line(i));
  const { id } = await client.upload(
    "flows.csv",
    new Uint8Array(gzipSync(["n,word,label", ...lines].join("\n"), { level: 1 })),
  );
  const path = `/datasets/${id}/data.csv`;
  const isBusy = async () => {
    const response = await client.fetch(path, { method: "HEAD" });
    return response.status === 429;
  };
  const residentMb = async () => {
    const status = await Deno.readTextFile(`/proc/${server.pid}/status`);
    return Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024;
  };
  assert.equal((await (await client.fetch(path)).text()).split("\r\n").length, 120_002);
  const before = await residentMb();

  const sockets = await Promise.all(
    Array.from({ length: 30 }, () => askWithoutReading(server.url, path)),
  );
  // The question itself takes a place for a moment, which one of them may have missed.
  await until("all places are taken", async () => {
    if (await isBusy()) return true;
    sockets.push(await askWithoutReading(server.url, path));
    return false;
  });
  const refused = await client.fetch(path);
  assert.ok(Number(refused.headers.get("retry-after")) > 0);
  await problem(refused, 429);
  await problem(await client.fetch(`/datasets/${id}/data.parquet`), 429);
  const started = performance.now();
  assert.equal(
    (await fetch(`${server.url}/healthz`).then((got) => got.text().then(() => got))).status,
    200,
  );
  assert.ok(performance.now() - started < 1000, "The server was held up.");
  assert.ok(await residentMb() - before < 400, "Answers that nobody reads take memory.");

  await until("clients that do not read were given up", async () => !await isBusy());
  // The others were refused and keep their connections.
  await until(
    "their connections were closed",
    async () => await established(server.url, sockets) <= sockets.length - 3,
  );
  for (const socket of sockets) socket.close();

  // A client that leaves frees a place at once, long before the timeout.
  const leaving = await Promise.all(Array.from({ length: 3 }, () => client.fetch(path)));
  assert.deepEqual(leaving.map(({ status }) => status), [200, 200, 200]);
  assert.ok(await isBusy());
  const left = performance.now();
  await Promise.all(leaving.map((response) => response.body!.cancel()));
  await until("a place is free again", async () => !await isBusy());
  assert.ok(performance.now() - left < 1000 * IDLE_S);
});
