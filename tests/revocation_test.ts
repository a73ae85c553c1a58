/**
 * What goes on ends with the access of who began it: streams, sockets, events, downloads, uploads.
 *
 * @module
 */
import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import type { ApiToken } from "../lib/auth/tokens.ts";
import { Client } from "../testing/client.ts";
import { startDemoServer } from "../testing/demo_server.ts";

const ADMIN = "the-token-of-the-administrator";
/** How soon everything is to end. */
const SOON_MS = 1000;

type Headers = Record<string, string>;

/** Something that goes on. */
interface Open {
  what: string;
  /** Resolves when it has ended, with what the client saw. */
  ended: Promise<string>;
  /** Lets it go on, where it waited for this. */
  resume?(): void;
  end(): Promise<void> | void;
}

Deno.test("API: streams, sockets, events and transfers end with the access", async (t) => {
  await using server = await startDemoServer({ env: { NETSIFT_TOKEN: ADMIN } });
  const { url } = server;
  const client = new Client(url);
  client.fetch = (path, init = {}) =>
    fetch(`${url}/api/v1${path}`, {
      ...init,
      headers: { ...init.headers as Headers, authorization: `Bearer ${ADMIN}` },
    });
  const lines = Array.from({ length: 400_000 }, (_, i) => `${i},${i % 97},${"x".repeat(90)}${i}`);
  const large = await client.upload("large.csv", `id,a,b\n${lines.join("\n")}\n`);
  const { train } = server.demo;
  await client.ingested(train);
  const done = await client.run({ train, detectors: [{ kind: "kmeans" }] });
  const { model } = done.results[0];
  const { id: run } = await client.post<{ id: string }>("/runs", {
    train,
    detectors: [{
      kind: "autoencoder",
      params: { epochs: 1000, patience: 1000, hidden: [512, 256] },
    }],
  });
  const { record } = await client.get<{ record: unknown }>(`/models/${model}/record`);
  const line = new TextEncoder().encode(`${JSON.stringify(record)}\n`);

  /** Reads an answer to its end. */
  async function reads(
    what: string,
    path: string,
    headers: Headers,
    body?: BodyInit,
  ): Promise<Open> {
    const response = await fetch(`${url}/api/v1${path}`, {
      method: body ? "POST" : "GET",
      headers: { ...headers, origin: url },
      body,
    });
    assert.equal(response.status, 200, `${what}: ${response.status}`);
    const reader = response.body!.getReader();
    assert.equal((await reader.read()).done, false, `${what} begins`);
    const ended = (async () => {
      try {
        while (!(await reader.read()).done);
        return "ended";
      } catch {
        return "broken off";
      }
    })();
    return { what, ended, end: () => reader.cancel().catch(() => {}) };
  }

  /** A download whose client takes only the beginning until it is told to go on. */
  async function downloads(headers: Headers): Promise<Open> {
    const response = await fetch(`${url}/api/v1/datasets/${large.id}/data.csv`, { headers });
    const reader = response.body!.getReader();
    await reader.read();
    const { promise: resumed, resolve: resume } = Promise.withResolvers<void>();
    const ended = (async () => {
      await resumed;
      try {
        while (!(await reader.read()).done);
        return "has all";
      } catch {
        return "broken off";
      }
    })();
    return { what: "download", ended, resume, end: () => reader.cancel().catch(() => {}) };
  }

  /** A body whose first part comes at once, and nothing after it. */
  function unfinished(first: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
    return new ReadableStream({ start: (controller) => controller.enqueue(first) });
  }

  async function socket(headers: Headers): Promise<Open> {
    const address = `${url.replace("http", "ws")}/api/v1/models/${model}/stream`;
    // @ts-ignore: Deno's options are not in every version's types
    const socket = new WebSocket(address, { headers: { ...headers, origin: url } });
    const { promise, resolve } = Promise.withResolvers<string>();
    socket.onclose = ({ code, reason }) => resolve(`${code} ${reason}`);
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = () => reject(new Error("No socket."));
    });
    return { what: "socket", ended: promise, end: () => socket.close() };
  }

  /** An upload that does not go on. */
  function uploads(headers: Headers, type: string): Open {
    const body = type === "multipart"
      ? '--x\r\ncontent-disposition: form-data; name="file"; filename="f.csv"\r\n\r\na,b\n1,2\n'
      : "a,b\n1,2\n";
    const response = fetch(`${url}/api/v1/datasets?name=never.csv`, {
      method: "POST",
      headers: {
        ...headers,
        origin: url,
        ...(type === "multipart" && { "content-type": "multipart/form-data; boundary=x" }),
      },
      body: unfinished(new TextEncoder().encode(body)),
    });
    const ended = response.then(async (response) => {
      await response.body?.cancel();
      return String(response.status);
    }, () => "broken off");
    return { what: `upload (${type})`, ended, end: () => {} };
  }

  /** A request to start a run whose body is not complete. */
  async function halfBody(headers: Headers): Promise<Open> {
    const { hostname, port, host } = new URL(url);
    const connection = await Deno.connect({ hostname, port: Number(port) });
    const head = Object.entries({ ...headers, host, origin: url, "content-length": "100" })
      .map(([name, value]) => `${name}: ${value}\r\n`).join("");
    await connection.write(
      new TextEncoder().encode(`POST /api/v1/runs HTTP/1.1\r\n${head}\r\n{"train":`),
    );
    const ended = (async () => {
      const buffer = new Uint8Array(2000);
      const read = await connection.read(buffer).catch(() => null);
      return new TextDecoder().decode(buffer.subarray(0, read ?? 0)).split(" ")[1] ?? "closed";
    })();
    return { what: "half a body", ended, end: () => connection.close() };
  }

  async function openAll(headers: Headers): Promise<Open[]> {
    return [
      await reads(
        "score stream",
        `/models/${model}/score?format=ndjson`,
        headers,
        unfinished(line),
      ),
      await reads("live events", `/live/${model}/events`, headers),
      await reads("run events", `/runs/${run}/events`, headers),
      await downloads(headers),
      await socket(headers),
      uploads(headers, "plain"),
      uploads(headers, "multipart"),
      await halfBody(headers),
      ...await quiet(headers),
    ];
  }

  /** Events of which none comes. */
  async function quiet(headers: Headers): Promise<Open[]> {
    const response = await fetch(`${url}/api/v1/models/${model}/verdicts`, { headers });
    assert.equal(response.status, 200);
    const reader = response.body!.getReader();
    const ended = reader.read().then(({ done }) => done ? "ended" : "goes on", () => "broken off");
    return [{ what: "verdicts", ended, end: () => reader.cancel().catch(() => {}) }];
  }

  async function endsSoon(opened: Open[]): Promise<void> {
    const begin = performance.now();
    const goesOn = new Promise<string>((resolve) => setTimeout(resolve, 3 * SOON_MS, "goes on"));
    await Promise.all(opened.map(async ({ what, ended, resume }) => {
      resume?.();
      const seen = await Promise.race([ended, goesOn]);
      assert.match(seen, /^(ended|broken off|closed|401|1008 .+)$/, what);
      assert.ok(performance.now() - begin < SOON_MS, `${what}: ${performance.now() - begin} ms`);
    }));
    for (const { end } of opened) await end();
  }

  const makeToken = () =>
    client.post<ApiToken & { token: string }>("/tokens", {
      name: "worker",
      scopes: ["read", "score", "train"],
    }, 201);
  const logIn = async (token: string): Promise<Headers> => {
    const response = await fetch(`${url}/login`, {
      method: "POST",
      body: new URLSearchParams({ token }),
      redirect: "manual",
    });
    await response.body?.cancel();
    return { cookie: response.headers.get("set-cookie")!.split(";")[0] };
  };
  const revoke = async ({ id }: ApiToken) =>
    assert.equal((await client.fetch(`/tokens/${id}`, { method: "DELETE" })).status, 204);

  await t.step("when a token is revoked, and nobody else's does", async () => {
    const other = await socket({ authorization: `Bearer ${ADMIN}` });
    const token = await makeToken();
    const opened = await openAll({ authorization: `Bearer ${token.token}` });
    await revoke(token);
    await endsSoon(opened);
    const state = await Promise.race([other.ended, Promise.resolve("goes on")]);
    assert.equal(state, "goes on");
    await other.end();
  });

  await t.step("when the token of a session is revoked", async () => {
    const token = await makeToken();
    const opened = await openAll(await logIn(token.token));
    await revoke(token);
    await endsSoon(opened);
  });

  await t.step(
    "when somebody logs out, of the administrators' sessions that one alone",
    async () => {
      const headers = await logIn(ADMIN);
      const other = await socket(await logIn(ADMIN));
      const opened = await openAll(headers);
      const logout = await fetch(`${url}/logout`, {
        method: "POST",
        headers: { ...headers, origin: url },
        redirect: "manual",
      });
      await logout.body?.cancel();
      assert.equal(logout.status, 303);
      await endsSoon(opened);
      assert.equal(await Promise.race([other.ended, Promise.resolve("goes on")]), "goes on");
      await other.end();
    },
  );

  await t.step("when a session expires", async () => {
    const opened = await openAll(await logIn(ADMIN));
    const database = new DatabaseSync(join(server.dataFolder, "access.sqlite"));
    database.prepare("UPDATE sessions SET ends_at = ?").run(Date.now());
    database.close();
    await endsSoon(opened);
  });

  await t.step("and of what was not complete nothing is kept", async () => {
    const datasets = await client.get<{ name: string }[]>("/datasets");
    assert.ok(datasets.every(({ name }) => name !== "never.csv"));
    assert.equal((await client.get<unknown[]>("/runs")).length, 2);
    await (await client.fetch(`/runs/${run}/cancel`, { method: "POST" })).body?.cancel();
  });
});
