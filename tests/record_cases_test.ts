import assert from "node:assert/strict";
import { readPasted } from "../lib/web/records/paste_record.ts";
import type { ModelInput } from "../lib/learning/features/input.ts";
import type { Run } from "../lib/resources/run.ts";
import { Client, type Dataset, problem } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";

const CASES = new URL("../../shared/cases/uploads/", import.meta.url);

interface Verdict {
  line?: number;
  score?: number;
  anomaly?: boolean;
  error?: string;
}

async function read(name: string): Promise<string> {
  return await Deno.readTextFile(new URL(name, CASES));
}

/** Whether the files are beside the checkout. */
async function hasCases(): Promise<boolean> {
  try {
    await Deno.stat(CASES);
    return true;
  } catch {
    console.log("Skipped: the cases are not beside the checkout.");
    return false;
  }
}

class Cases extends Client {
  async ready(name: string, query = ""): Promise<Dataset> {
    const response = await this.fetch(`/datasets?name=${name}${query}`, {
      method: "POST",
      body: await read(name),
    });
    const { id } = await response.json();
    const dataset = await this.ingested(id);
    assert.equal(dataset.status, "ready", `${name}: ${dataset.error}`);
    return dataset;
  }

  async trained(request: Record<string, unknown>): Promise<Run> {
    const run = await this.run({
      detectors: [{ kind: "isolation-forest", params: { trees: 30 } }],
      ...request,
    });
    assert.equal(run.status, "done", run.error ?? "");
    return run;
  }

  async stream(model: string, body: string): Promise<Verdict[]> {
    const response = await this.fetch(`/models/${model}/score`, { method: "POST", body });
    const text = await response.text();
    assert.equal(response.status, 200, text);
    return text.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  }

  async predict(model: string, records: string[]): Promise<Verdict[]> {
    const response = await this.fetch(`/models/${model}/predict`, {
      method: "POST",
      body: `{"records": [${records.join(",")}]}`,
    });
    const body = await response.json();
    assert.equal(response.status, 200, JSON.stringify(body));
    return body.predictions;
  }

  async batch(dataset: string, model: string): Promise<(number | null)[]> {
    const { id } = await this.post<{ id: string }>("/batches", { dataset, models: [model] });
    for (;;) {
      const { status, error } = await this.get<{ status: string; error: string }>(`/batches/${id}`);
      assert.notEqual(status, "failed", error);
      if (status === "done") break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const text = await (await this.fetch(`/batches/${id}/scores.ndjson`)).text();
    return text.split("\n").filter(Boolean).map((line) => {
      const row = JSON.parse(line);
      return row[Object.keys(row).find((key) => key.endsWith("_score"))!];
    });
  }
}

const scoresOf = (verdicts: Verdict[]) =>
  verdicts.map(({ score, error }) => {
    assert.equal(error, undefined);
    return score;
  });

Deno.test({
  name: "cases: what upload takes, predict and streams take alike",
  ignore: !await hasCases(),
}, async (t) => {
  await using server = await startServer();
  const client = new Cases(server.url);

  await t.step("01: joined Zeek logs", async () => {
    const name = "01-zeek-conn-rotated-joined.log";
    const dataset = await client.ready(name);
    assert.deepEqual([dataset.rows, dataset.rejected.count], [750, 0]);
    const [{ model }] = (await client.trained({ train: dataset.id })).results;
    const text = await read(name);
    const scores = await client.batch(dataset.id, model);
    assert.equal(scores.length, 750);
    assert.deepEqual(scoresOf(await client.stream(model, text)), scores);
    const header = text.split("\n").slice(0, 8);
    const names = header[6].split("\t").slice(1);
    const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    const { inputs } = await client.get<{ inputs: ModelInput[] }>(`/models/${model}`);
    const layouts = { training: dataset.columns.map((column) => column.name), kdd: [] };
    for (const row of [0, 1, 2, 3, 500]) {
      const pasted = readPasted([...header, lines[row]].join("\n"), inputs, layouts);
      assert.ok(!("fault" in pasted), JSON.stringify(pasted));
      const [byPaste] = await client.predict(model, [JSON.stringify(pasted.record)]);
      assert.equal(byPaste.score, scores[row]);
    }
    // A line as JSON and as CSV, with Zeek's own words in it.
    const record = Object.fromEntries(lines[3].split("\t").map((cell, i) => [names[i], cell]));
    record.tunnel_parents = JSON.stringify(record.tunnel_parents.split(","));
    const [byJson] = await client.predict(model, [JSON.stringify(record)]);
    assert.equal(byJson.score, scores[3]);
    const csv = [names, names.map((each) => `"${record[each].replaceAll('"', '""')}"`)];
    const [byCsv] = await client.stream(model, csv.map((cells) => cells.join(",")).join("\n"));
    assert.equal(byCsv.score, scores[3]);
  });

  await t.step("02: Zeek's JSON logs of several kinds, and booleans as in text logs", async () => {
    const name = "02-zeek-json-streaming-mixed.ndjson";
    const dataset = await client.ready(name);
    assert.equal(dataset.rows, 640);
    assert.match(dataset.warnings.join("\n"), /Only "conn" was read/);
    assert.equal((await client.ready(name, "&kind=dns")).rows, 80);
    const [{ model }] = (await client.trained({ train: dataset.id })).results;
    const lines = (await read(name)).split("\n").filter((line) => line.includes('"_path":"conn"'));
    const scores = await client.batch(dataset.id, model);
    assert.deepEqual(scoresOf(await client.stream(model, lines.join("\n"))), scores);
    const predicted = await client.predict(model, lines.slice(0, 50));
    assert.deepEqual(scoresOf(predicted), scores.slice(0, 50));
    const asText = lines.map((line) => {
      const record = JSON.parse(line);
      const cells = dataset.columns.map((column) => {
        const value = record[column.name];
        return value === true ? "T" : value === false ? "F" : String(value ?? "-");
      });
      return cells.join("\t");
    });
    const header = ["#separator \\x09", "#unset_field\t-"];
    const fields = dataset.columns.map((column) => column.name);
    const types = fields.map((each) => each.startsWith("local_") ? "bool" : "string");
    const log = [
      ...header,
      `#fields\t${fields.join("\t")}`,
      `#types\t${types.join("\t")}`,
      ...asText,
    ];
    assert.deepEqual(scoresOf(await client.stream(model, log.join("\n"))), scores);
  });

  await t.step("03: one kind of Suricata's events, nested", async () => {
    const name = "03-suricata-eve-mixed.json";
    const dataset = await client.ready(name);
    assert.equal(dataset.rows, 672);
    assert.ok(dataset.columns.some((column) => column.name === "flow.bytes_toserver"));
    assert.equal((await client.ready(name, "&kind=alert")).rows, 73);
    const [{ model }] = (await client.trained({ train: dataset.id })).results;
    const lines = (await read(name)).split("\n").filter((line) =>
      line.includes('"event_type":"flow"')
    );
    const scores = await client.batch(dataset.id, model);
    assert.deepEqual(scoresOf(await client.stream(model, lines.join("\n"))), scores);
    assert.deepEqual(
      scoresOf(await client.predict(model, lines.slice(0, 20))),
      scores.slice(0, 20),
    );
  });

  await t.step("11, 43: numbers beyond all bounds", async () => {
    const train = await client.ready("11-huge-floats.csv");
    const [{ model }] = (await client.trained({ train: train.id })).results;
    const dataset = await client.ready("43-batch-1e300.csv");
    const csv = await read("43-batch-1e300.csv");
    const scores = await client.batch(dataset.id, model);
    assert.deepEqual(scoresOf(await client.stream(model, csv)), scores);
    const [names, ...rows] = csv.trim().split("\n").map((line) => line.split(","));
    const records = rows.map((cells) =>
      `{${names.slice(0, -1).map((each, i) => `"${each}": ${cells[i]}`).join(", ")}}`
    );
    assert.deepEqual(scoresOf(await client.predict(model, records)), scores);
    assert.deepEqual(scoresOf(await client.stream(model, records.join("\n"))), scores);
  });

  await t.step("18: columns in other spelling, and of another type", async () => {
    const train = await client.ready("18-train.csv");
    const same = await client.trained({ train: train.id, test: train.id });
    const [{ model }] = same.results;
    for (const name of ["18a-test-case.csv", "18b-test-snake.csv"]) {
      const test = await client.ready(name);
      const run = await client.trained({ train: train.id, test: test.id });
      assert.match(run.warnings.join("\n"), /Columns matched by name/);
      assert.equal(run.results[0].metrics?.rocAuc !== undefined, true);
      const scores = await client.batch(test.id, model);
      const csv = await read(name);
      const response = await client.fetch(`/models/${model}/score`, { method: "POST", body: csv });
      assert.equal(JSON.parse(response.headers.get("netsift-mapped")!).length, 4);
      const verdicts: Verdict[] = (await response.text()).trim().split("\n").map((line) =>
        JSON.parse(line)
      );
      assert.deepEqual(scoresOf(verdicts), scores);
      const [names, first] = csv.split("\n").map((line) => line.split(","));
      const record = Object.fromEntries(names.map((each, i) => [each, first[i]]));
      const [{ score }] = await client.predict(model, [JSON.stringify(record)]);
      assert.equal(score, scores[0]);
    }
    const other = await client.ready("18e-test-type-differs.csv");
    const post = (path: string, body: unknown) =>
      client.fetch(path, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    const request = {
      train: train.id,
      test: other.id,
      detectors: [{ kind: "isolation-forest" }],
    };
    const refused = await problem(await post("/runs", request), 422);
    assert.match(JSON.stringify(refused), /numbers instead of words are in \\"Protocol/);
    const batch = await post("/batches", { dataset: other.id, models: [model] });
    assert.match((await problem(batch, 422)).detail, /"Protocol".*numbers, but words/);
    const errors = await client.stream(model, await read("18e-test-type-differs.csv"));
    assert.ok(errors.every(({ error }) => /Protocol: \d+ is a number/.test(error ?? "")));
    const record = { "Flow Duration": 1, "Total Fwd Packets": 1, Protocol: 6, "Flow Bytes/s": 1 };
    await problem(await post(`/models/${model}/predict`, { records: [record] }), 422);
  });

  await t.step("34, 37, 48: NaN in JSON, underscores, a header that lacks a feature", async () => {
    const python = await client.ready("34-python-nan.ndjson");
    assert.equal(python.rejected.count, 0);
    const rate = python.columns.find((column) => column.name === "bytes_s")!;
    assert.ok(rate.missing > 0 && rate.infinite > 0 && rate.type === "numeric");
    const patched = await client.fetch(`/datasets/${python.id}`, {
      method: "PATCH",
      body: JSON.stringify({ normal: ["false"] }),
    });
    assert.equal(patched.status, 200, await patched.text());
    const [{ model }] = (await client.trained({ train: python.id })).results;
    const lines = (await read("34-python-nan.ndjson")).trim().split("\n");
    const scores = await client.batch(python.id, model);
    assert.deepEqual(scoresOf(await client.stream(model, lines.join("\n"))), scores);
    assert.deepEqual(
      scoresOf(await client.predict(model, lines.slice(0, 60))),
      scores.slice(0, 60),
    );

    const hosts = await client.ready("37-underscore-ids.csv");
    for (const name of ["host", "code"]) {
      assert.equal(hosts.columns.find((column) => column.name === name)!.type, "categorical");
    }

    const gaps = await client.ready("48-stream-lacks-optional.csv");
    const [{ model: optional }] = (await client.trained({ train: gaps.id })).results;
    const body = "dur,pkts\n98,340\n";
    const refused = await client.fetch(`/models/${optional}/score`, { method: "POST", body });
    assert.match((await problem(refused, 422)).detail, /missing there: rate/);
  });
});
