import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { withFolder } from "../testing.ts";
import type { DatasetProgress } from "../../resources/dataset.ts";
import { download } from "./download.ts";
import type { Checksum, PublicSource } from "./sources.ts";
import { head, type RawRequest, type Send, serveRaw } from "./testing.ts";

const CONTENT = new TextEncoder().encode("0,tcp,http,SF\n".repeat(20_000));
const FILE = Uint8Array.from(gzipSync(CONTENT, { level: 0 }));
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

const TIMEOUT_MS = 400;

interface Case {
  answer: (request: RawRequest, send: Send) => Promise<void>;
  checksum?: Checksum;
  size?: PublicSource["size"];
  maxContentBytes?: number;
}

/** Downloads once from a server that answers so. */
async function attempt(folder: string, options: Case) {
  await using server = serveRaw(options.answer);
  const path = join(folder, "file");
  const progress: DatasetProgress[] = [];
  const source: PublicSource = {
    id: "test",
    title: "",
    summary: "",
    rows: 0,
    url: `${server.url}/file.gz`,
    hosts: [new URL(server.url).host],
    size: options.size ?? { bytes: FILE.length, isExact: true },
    checksum: options.checksum ?? { of: "file", sha256: sha256(FILE) },
    attribution: "",
    page: "",
  };
  let error = "";
  try {
    await download(source, path, {
      timeoutMs: TIMEOUT_MS,
      retryMs: 1,
      maxContentBytes: options.maxContentBytes ?? 2 ** 20,
      onProgress: (each) => progress.push(each),
    });
    assert.deepEqual(await Deno.readFile(path), FILE);
    await Deno.remove(path);
  } catch (thrown) {
    assert.equal((thrown as Error).name, "DatasetError", String(thrown));
    error = (thrown as Error).message;
  }
  assert.deepEqual(await Array.fromAsync(Deno.readDir(folder)), [], "nothing is left behind");
  return { error, progress, requests: server.requests };
}

const whole =
  (headers: Record<string, string | number> = {}) => async (_: RawRequest, send: Send) => {
    await send(head(200, { "content-length": FILE.length, ...headers }));
    await send(FILE);
  };

Deno.test("download() takes a file whose checksum is right, of the file or its content", () =>
  withFolder(async (folder) => {
    const { error, progress } = await attempt(folder, { answer: whole() });
    assert.equal(error, "");
    assert.equal(progress[0].phase, "Downloading");
    assert.equal(progress[0].transfer!.total, FILE.length);
    assert.deepEqual(progress.at(-1), { phase: "Checking the download", fraction: 1 });

    const content: Checksum = { of: "content", sha256: sha256(CONTENT) };
    const about = { bytes: 200_000, isExact: false };
    assert.equal(
      (await attempt(folder, { answer: whole(), checksum: content, size: about })).error,
      "",
    );
    // A server that believes to compress what is compressed already sends the file as it is.
    assert.equal(
      (await attempt(folder, { answer: whole({ "content-encoding": "gzip" }) })).error,
      "",
    );
  }));

Deno.test("download() goes on where a connection broke", () =>
  withFolder(async (folder) => {
    const { error, requests } = await attempt(folder, {
      async answer({ count, headers }, send) {
        if (count === 0) {
          await send(head(200, { "content-length": FILE.length, etag: '"v1"' }));
          return await send(FILE.subarray(0, 100_000));
        }
        const start = Number(/^bytes=(\d+)-$/.exec(headers.get("range")!)![1]);
        await send(head(206, {
          "content-length": FILE.length - start,
          "content-range": `bytes ${start}-${FILE.length - 1}/${FILE.length}`,
        }));
        await send(FILE.subarray(start));
      },
    });
    assert.equal(error, "");
    assert.equal(requests[1].headers.get("if-range"), '"v1"');
    assert.equal(requests.length, 2);
  }));

Deno.test("download() starts again where a server cannot go on", () =>
  withFolder(async (folder) => {
    const { error, requests } = await attempt(folder, {
      async answer(request, send) {
        if (request.count > 0) return await whole()(request, send);
        await send(head(200, { "content-length": FILE.length }));
        await send(FILE.subarray(0, 5000));
      },
    });
    assert.equal(error, "");
    assert.equal(requests[1].headers.get("range"), null);
  }));

Deno.test("download() says what went wrong and leaves nothing behind", async (t) => {
  const cases: Record<string, Case & { message: RegExp }> = {
    "a server that never answers": {
      answer: () => new Promise((resolve) => setTimeout(resolve, 2 * TIMEOUT_MS)),
      message: /^No data came for [^.]*\. Download the file in a browser and upload it: http/,
    },
    "a server that stalls again and again": {
      async answer(_, send) {
        await send(head(200, { "content-length": FILE.length }));
        await send(FILE.subarray(0, 1000));
        await new Promise((resolve) => setTimeout(resolve, 2 * TIMEOUT_MS));
      },
      message: /^No data came/,
    },
    "a server that always breaks off": {
      async answer(_, send) {
        await send(head(200, { "content-length": FILE.length }));
        await send(FILE.subarray(0, 1000));
      },
      message: /interrupted after 1000 of \d+ bytes/,
    },
    "a body without a length that ends early": {
      async answer(_, send) {
        await send(head(200));
        await send(FILE.subarray(0, 1000));
      },
      message: /interrupted after 1000 of \d+ bytes/,
    },
    "another file of the same size": {
      async answer(_, send) {
        await send(head(200, { "content-length": FILE.length }));
        await send(FILE.toReversed());
      },
      message:
        /the SHA-256 of its bytes is [0-9a-f]{64}, not [0-9a-f]{64}.* nothing of it was kept/,
    },
    "no gzip where gzip is expected": {
      answer: whole(),
      checksum: { of: "content", sha256: sha256(FILE) },
      message: /the SHA-256 of its content is/,
    },
    "a content-length that is wrong": {
      answer: whole({ "content-length": 5 }),
      message: /offers 5 bytes, but the file has \d+/,
    },
    "a body without end": {
      async answer(_, send) {
        await send(head(200));
        while (true) await send(FILE);
      },
      message: /More came than the file has/,
    },
    "content that decompresses to too much": {
      answer: whole(),
      checksum: { of: "content", sha256: sha256(CONTENT) },
      maxContentBytes: 1000,
      message: /larger than Netsift takes/,
    },
    "redirects in circles": {
      answer: async (_, send) => await send(head(302, { location: "/again" })),
      message: /redirects in a loop/,
    },
    "a redirect to another host": {
      answer: async (_, send) =>
        await send(head(302, { location: "http://169.254.169.254/latest/" })),
      message: /leads on to http:\/\/169\.254\.169\.254, which Netsift does not follow/,
    },
    "a redirect to another scheme": {
      answer: async (_, send) => await send(head(302, { location: "file:///etc/passwd" })),
      message: /does not follow/,
    },
    "a web page": {
      answer: async (_, send) =>
        await send(head(200, { "content-type": "text/html; charset=utf-8" }) + "<h1>Log in</h1>"),
      message: /A web page came instead of the file/,
    },
    "a file that no longer exists": {
      answer: async (_, send) => await send(head(404, { "content-length": 0 })),
      message: /answers with status 404/,
    },
    "a server that fails": {
      answer: async (_, send) => await send(head(503, { "content-length": 0 })),
      message: /answers with status 503; it may be overloaded/,
    },
    "what is no HTTP": {
      answer: async (_, send) => await send("220 mail.example ESMTP\r\n"),
      message: /cannot be reached from this machine/,
    },
  };
  for (const [name, { message, ...options }] of Object.entries(cases)) {
    await t.step(name, () =>
      withFolder(async (folder) => {
        assert.match((await attempt(folder, options)).error, message);
      }));
  }
});

Deno.test("download() says when an address cannot be reached", () =>
  withFolder(async (folder) => {
    let url: string;
    {
      await using server = serveRaw(() => Promise.resolve());
      ({ url } = server);
    }
    const source = { url, hosts: [], size: { bytes: 1, isExact: true } } as unknown as PublicSource;
    await assert.rejects(
      download(source, join(folder, "file"), { timeoutMs: 1000, maxContentBytes: 1 }),
      {
        name: "DatasetError",
        message:
          `The address cannot be reached from this machine. Download the file in a browser and upload it: ${url}`,
      },
    );
  }));

Deno.test("download() stops when it is told to", () =>
  withFolder(async (folder) => {
    const stop = new AbortController();
    await using server = serveRaw(async (_, send) => {
      await send(head(200, { "content-length": FILE.length }));
      await send(FILE.subarray(0, 1000));
      stop.abort(new Error("stop"));
      await new Promise((resolve) => setTimeout(resolve, 50));
    });
    const source = {
      url: server.url,
      hosts: [],
      size: { bytes: FILE.length, isExact: true },
    } as unknown as PublicSource;
    await assert.rejects(
      download(source, join(folder, "file"), {
        timeoutMs: 10_000,
        maxContentBytes: 1,
        signal: stop.signal,
      }),
      /stop/,
    );
    assert.deepEqual(await Array.fromAsync(Deno.readDir(folder)), []);
  }));
