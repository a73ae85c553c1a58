import assert from "node:assert/strict";
import { Client, problem } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";

/** Flows of two services with a time and a label. */
function flows(rows: number): string {
  const lines = Array.from(
    { length: rows },
    (_, i) =>
      `${1_500_000_000 + i * 60},${i % 9},${i % 3 ? "http" : "smtp"},${i % 5 ? "ok" : "worm"}`,
  );
  return ["timestamp,bytes,service,label", ...lines].join("\n") + "\n";
}

Deno.test("API: datasets are made of others, which they remember", async (t) => {
  await using server = await startServer();
  const client = new Client(server.url);
  const { id: parent } = await client.upload("flows.csv", flows(1000));
  await client.fetch(`/datasets/${parent}`, {
    method: "PATCH",
    body: JSON.stringify({ normal: ["ok"], columns: { bytes: "ignored" } }),
  });
  const derive = async (body: Record<string, unknown>) => {
    const { ids } = await client.post<{ ids: string[] }>("/datasets/derive", body);
    return await Promise.all(ids.map((id) => client.ingested(id)));
  };

  await t.step("an upload remembers its file", async () => {
    const { origin } = await client.ingested(parent);
    assert.deepEqual(origin, { type: "upload", file: "flows.csv" });
  });

  await t.step(
    "a split by time gives two datasets with the person's roles and labels",
    async () => {
      const [early, late] = await derive({ operation: "split", dataset: parent, by: "time" });
      assert.equal(early.status, "ready", early.error ?? "");
      assert.deepEqual([early.rows, late.rows], [700, 300]);
      const time = (dataset: typeof early) =>
        dataset.columns.find(({ name }) => name === "timestamp")!;
      assert.ok(time(early).max! < time(late).min!);
      for (const part of [early, late]) {
        assert.equal(part.columns.find(({ name }) => name === "bytes")!.role, "ignored");
        assert.deepEqual(
          part.labels.map(({ name, attack }) => [name, attack]),
          [["ok", false], ["worm", true]],
        );
      }
      assert.deepEqual(late.origin, {
        type: "derived",
        operation: "split",
        parents: [{ id: parent, name: "flows.csv" }],
        options: { by: "time", column: "timestamp", share: 0.3, part: "second" },
      });

      const [both] = await derive({
        operation: "combine",
        datasets: [early.id, late.id],
        name: "both",
      });
      assert.deepEqual([both.name, both.rows], ["both", 1000]);
      const run = await client.run({
        train: both.id,
        features: ["service"],
        detectors: [{ kind: "isolation-forest" }],
      });
      assert.equal(run.status, "done", run.error ?? "");
    },
  );

  await t.step("the page says in words where a dataset comes from", async () => {
    const [sample] = await derive({ operation: "sample", dataset: parent, rows: 10 });
    const page = async () =>
      (await (await fetch(`${server.url}/datasets/${sample.id}`)).text()).replace(
        /<!--.*?-->/g,
        "",
      );
    assert.match(
      await page(),
      new RegExp(`10 rows of <a href="/datasets/${parent}">flows.csv</a>, drawn at random`),
    );
    assert.equal((await client.fetch(`/datasets/${parent}`, { method: "DELETE" })).status, 204);
    assert.match(await page(), /flows\.csv \(deleted\)/);
    assert.equal((await client.ingested(sample.id)).rows, 10, "it does not need its parent");
  });

  await t.step("label lines label a dataset; errors name the line", async () => {
    const { id } = await client.upload(
      "connections.csv",
      "ts,src_ip,dst_ip,dst_port,bytes\n" +
        Array.from(
          { length: 60 },
          (_, i) =>
            `2026-07-07T09:${String(i).padStart(2, "0")}:00Z,10.0.0.${i % 3},10.0.1.1,80,${i}\n`,
        ).join(""),
    );
    await client.ingested(id);
    const csv = "from,to,source,label\n2026-07-07 11:10,2026-07-07 11:19,10.0.0.1,DoS\n";
    const [labelled] = await derive({
      operation: "labels",
      dataset: id,
      csv,
      timeZone: "Europe/Prague",
      others: "BENIGN",
    });
    assert.equal(labelled.status, "ready", labelled.error ?? "");
    assert.deepEqual(
      labelled.labels.map(({ name, count, attack }) => [name, count, attack]),
      [["BENIGN", 56, false], ["DoS", 4, true]],
    );
    // A list is longer than any other text of a request.
    const long = csv + "2026-07-08 11:10,2026-07-08 11:19,10.0.0.1,DoS\n".repeat(3000);
    const [same] = await derive({
      operation: "labels",
      dataset: id,
      csv: long,
      timeZone: "Europe/Prague",
    });
    assert.equal(same.status, "ready", same.error ?? "");
    const wrong = { operation: "labels", dataset: id, csv: `${csv}noon,,,x\n,,,\n` };
    const { errors } = await problem(
      await client.fetch("/datasets/derive", { method: "POST", body: JSON.stringify(wrong) }),
      422,
    );
    assert.deepEqual(errors!.map(({ pointer, detail }) => [pointer, detail]), [
      ["/csv", 'Line 3: "noon" is not a time such as 2026-07-07 09:30:00.'],
      ["/csv", "Line 4: it has no label."],
    ]);
  });

  await t.step("what cannot be combined is refused with the columns that differ", async () => {
    const one = await client.upload("one.csv", flows(50));
    const other = await client.upload("other.csv", "bytes,label\n1,ok\n2,worm\n");
    const fault = await problem(
      await client.fetch("/datasets/derive", {
        method: "POST",
        body: JSON.stringify({ operation: "combine", datasets: [one.id, other.id] }),
      }),
      422,
    );
    assert.deepEqual(fault.errors, [{
      pointer: "/datasets/1",
      detail: '"other.csv" has different columns from "one.csv": it lacks "timestamp", "service".',
    }]);
  });
});

Deno.test("API: a derived dataset is made again after the server was killed", async () => {
  const dataFolder = await Deno.makeTempDir({ prefix: "netsift-derive-" });
  try {
    let parent: string, ids: string[];
    {
      await using server = await startServer({ dataFolder });
      const client = new Client(server.url);
      ({ id: parent } = await client.upload("flows.csv", flows(300_000)));
      ({ ids } = await client.post<{ ids: string[] }>("/datasets/derive", {
        operation: "split",
        dataset: parent,
        by: "random",
      }));
      const refused = await problem(
        await client.fetch(`/datasets/${parent}`, { method: "DELETE" }),
        409,
      );
      assert.match(refused.detail, /being created from this one/);
      await server.kill();
    }
    await using server = await startServer({ dataFolder });
    const client = new Client(server.url);
    const [first, second] = await Promise.all(ids.map((id) => client.ingested(id)));
    assert.deepEqual([first.rows, second.rows], [210_000, 90_000]);

    const { ids: [doomed] } = await client.post<{ ids: string[] }>("/datasets/derive", {
      operation: "sample",
      dataset: parent,
      share: 0.5,
    });
    assert.equal((await client.fetch(`/datasets/${doomed}`, { method: "DELETE" })).status, 204);
    await problem(await client.fetch(`/datasets/${doomed}`), 404);
    assert.equal((await client.fetch(`/datasets/${parent}`, { method: "DELETE" })).status, 204);
    for (const part of ["staging", "uploads"]) {
      assert.deepEqual(await Array.fromAsync(Deno.readDir(`${dataFolder}/${part}`)), []);
    }
  } finally {
    await Deno.remove(dataFolder, { recursive: true });
  }
});

Deno.test("API: rows of the test data that also appear in the training data are counted", async () => {
  await using server = await startServer();
  const client = new Client(server.url);
  const train = await client.upload("train.csv", flows(900));
  const test = await client.upload("test.csv", flows(990).replace(/(\n.*){600}/, ""));
  const question = { train: train.id, test: test.id, features: "all" };
  assert.deepEqual(await client.post("/overlap", question, 200), {
    train: { rows: 900, duplicates: 882 },
    test: { rows: 390, duplicates: 372, overlap: 390 },
    withLabels: true,
  });
  const other = await client.upload("other.csv", "bytes,label\n1,ok\n2,worm\n");
  const ask = (body: unknown) =>
    client.fetch("/overlap", { method: "POST", body: JSON.stringify(body) });
  const fault = await problem(await ask({ ...question, test: other.id }), 422);
  assert.deepEqual(fault.errors!.map(({ pointer }) => pointer), ["/test"]);
  const unknown = await problem(await ask({ ...question, features: ["x"] }), 422);
  assert.deepEqual(unknown.errors!.map(({ pointer }) => pointer), ["/features/0"]);
});
