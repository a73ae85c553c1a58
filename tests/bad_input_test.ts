import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { Client, problem } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";

const FIELDS = 41;

/** A line in KDD'99's format. */
function kddLine(index: number, label: string, fields = FIELDS): string {
  const values = Array.from({ length: fields }, (_, field) => String((index * 7 + field) % 5));
  values.splice(1, 3, "tcp", index % 2 ? "http" : "smtp", "SF");
  return [...values, `${label}.`].join(",");
}

function kddFile(rows: number, label: (index: number) => string): string[] {
  return Array.from({ length: rows }, (_, index) => kddLine(index, label(index)));
}

const mixed = (index: number) => index % 4 === 0 ? "smurf" : "normal";

Deno.test("API: bad input is answered with a clear message and harms nothing", async (t) => {
  await using server = await startServer({ env: { NETSIFT_MAX_LINE_MB: "2" } });
  const client = new Client(server.url);
  const good = await client.upload("good.csv", kddFile(400, mixed).join("\n"));
  assert.equal(good.status, "ready", good.error ?? "");

  const isRefused = async (name: string, body: BodyInit, message: RegExp) => {
    const dataset = await client.upload(name, body);
    assert.equal(dataset.status, "failed");
    assert.match(dataset.error!, message);
    const page = await (await fetch(`${server.url}/datasets/${dataset.id}`)).text();
    assert.ok(
      page.includes(dataset.error!.slice(0, 20).replaceAll("'", "&#39;")) ||
        page.includes(dataset.error!.slice(0, 20)),
      "the page shows the message",
    );
  };

  await t.step("an empty file", () => isRefused("empty.csv", "", /empty/i));

  await t.step("a binary file named .csv", async () => {
    const bytes = new Uint8Array(100_000);
    for (let i = 0; i < bytes.length; i++) bytes[i] = (i * 2654435761) >>> 13;
    await isRefused("picture.csv", bytes, /./);
  });

  await t.step("a truncated .gz", async () => {
    const whole = new Uint8Array(gzipSync(kddFile(5000, mixed).join("\n")));
    await isRefused("cut.csv.gz", whole.subarray(0, whole.length / 2), /gz|truncated|cut|damaged/i);
  });

  await t.step("lines with a field too few and too many", async () => {
    const lines = kddFile(300, mixed);
    lines[99] = kddLine(99, "normal", 40);
    lines[199] = kddLine(199, "normal", 43);
    const dataset = await client.upload("uneven.csv", lines.join("\n"));
    assert.equal(dataset.status, "ready", dataset.error ?? "");
    assert.equal(dataset.rows, 298);
    assert.equal(dataset.rejected.count, 2);
    assert.deepEqual(dataset.rejected.first.map(({ line }) => line), [100, 200]);
    assert.match(dataset.rejected.first[0].reason, /42.*41/);
    assert.match(dataset.rejected.first[1].reason, /42.*44/);
  });

  await t.step("a line of 200 MB", async () => {
    const before = kddFile(100, mixed).join("\n");
    const part = new Uint8Array(2 ** 20).fill("x".charCodeAt(0));
    const body = new Blob([before, "\n", ...Array(200).fill(part), "\n", before]);
    const dataset = await client.upload("long.csv", body);
    if (dataset.status === "ready") {
      assert.equal(dataset.rows, 200);
      assert.equal(dataset.rejected.first[0].line, 101);
    } else assert.match(dataset.error!, /line/i);
  });

  await t.step("labels of one class", async () => {
    const attacks = await client.upload("attacks.csv", kddFile(200, () => "smurf").join("\n"));
    assert.ok(attacks.warnings.some((warning) => /label/i.test(warning)), `${attacks.warnings}`);
    const refused = await problem(
      await client.fetch("/runs", {
        method: "POST",
        body: JSON.stringify({ train: attacks.id, detectors: [{ kind: "isolation-forest" }] }),
      }),
      422,
    );
    assert.equal(refused.errors![0].pointer, "/train");
    const run = await client.run({
      train: good.id,
      test: attacks.id,
      detectors: [{ kind: "isolation-forest" }],
    });
    assert.equal(run.status, "done", run.error ?? "");
    assert.equal(run.results[0].metrics.rocAuc, null);
    assert.ok(run.warnings.some((warning) => /one class/.test(warning)));
  });

  await t.step("a test set with other columns", async () => {
    const other = await client.upload(
      "other.csv",
      "bytes,colour,label\n" +
        Array.from({ length: 50 }, (_, i) => `${i},${i % 2 ? "red" : "blue"},normal`).join("\n"),
    );
    assert.equal(other.status, "ready", other.error ?? "");
    const refused = await problem(
      await client.fetch("/runs", {
        method: "POST",
        body: JSON.stringify({
          train: good.id,
          test: other.id,
          detectors: [{ kind: "isolation-forest" }],
        }),
      }),
      422,
    );
    assert.equal(refused.errors![0].pointer, "/test");
    assert.match(refused.detail, /different columns.*lacks/);
  });

  await t.step("names and cells are text, never markup", async () => {
    const script = "<script>alert(1)</script>";
    const hostile = await client.upload(
      `${script}.csv`,
      `bytes,"${script}",__proto__,label\n` +
        Array.from({ length: 60 }, (_, i) => `${i},"${script}${i % 3}",${i % 5},"${script}"`).join(
          "\n",
        ),
    );
    assert.equal(hostile.status, "ready", hostile.error ?? "");
    for (const path of [`/datasets/${hostile.id}`, "/datasets", "/train", "/"]) {
      const page = await (await fetch(server.url + path)).text();
      assert.ok(!page.includes(script), `${path} has the script`);
    }
  });

  await t.step("forms that hold no file, or several, or an unknown format", async () => {
    const pointers = async (parts: Record<string, string | File>) => {
      const body = new FormData();
      for (const [name, value] of Object.entries(parts)) body.set(name, value);
      const { errors } = await problem(
        await client.fetch("/datasets", { method: "POST", body }),
        422,
      );
      return errors!.map(({ pointer }) => pointer);
    };
    const file = new File(["a,b\n1,2\n"], "flows.csv");
    assert.deepEqual(await pointers({ name: "x" }), ["/file"]);
    assert.deepEqual(await pointers({ upload: file }), ["/upload"]);
    assert.deepEqual(await pointers({ file, more: file }), ["/more"]);
    assert.deepEqual(await pointers({ file, format: "excel" }), ["/format"]);
  });

  await t.step("requests that are no requests", async () => {
    const post = (path: string, body: BodyInit) => client.fetch(path, { method: "POST", body });
    await problem(await post("/runs", "{"), 400);
    await problem(await post("/runs", "[".repeat(100_000)), 400);
    await problem(await post("/runs", "null"), 422);
    await problem(await post("/demo", '{"rows":1000001}'), 422);
    await problem(await client.fetch("/runs/nothing"), 404);
    await problem(await client.fetch("/nothing"), 404);
    await problem(await post("/models/nothing/predict", "{}"), 404);
    await problem(await client.fetch("/runs", { method: "PUT" }), 405);
    const options = await client.fetch("/runs", { method: "OPTIONS" });
    assert.equal(options.status, 204);
    assert.equal(options.headers.get("allow"), "GET, HEAD, OPTIONS, POST");
    await problem(
      await client.fetch("/demo", { method: "POST", headers: { origin: "http://evil.example" } }),
      403,
    );
    await problem(
      await client.fetch(`/datasets/${good.id}`, {
        method: "PATCH",
        body: JSON.stringify({ normal: ["colour"] }),
      }),
      422,
    );
  });

  await t.step("what was stored before is intact", async () => {
    assert.deepEqual(await client.get(`/datasets/${good.id}`), good);
    const run = await client.run({ train: good.id, detectors: [{ kind: "isolation-forest" }] });
    assert.equal(run.status, "done", run.error ?? "");
    const itself = await client.run({
      train: good.id,
      test: good.id,
      detectors: [{ kind: "isolation-forest" }],
    });
    assert.equal(itself.status, "done", itself.error ?? "");
    assert.match(itself.warnings.join(" "), /Tested on its training data/);
    assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
  });
});
