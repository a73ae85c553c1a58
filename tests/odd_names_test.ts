/**
 * Columns, categories, labels and names that every JavaScript object has already: nothing may take
 * what a record lacks from there, nor lose what it has.
 *
 * @module
 */
import assert from "node:assert/strict";
import { parseState } from "../lib/fresh/render/props.ts";
import type { Prediction } from "../lib/resources/model.ts";
import { Client, problem } from "../testing/client.ts";
import { startServer, WITH_IMPORTANCE } from "../testing/server.ts";

const NUMBERS = ["__proto__", "constructor", "valueOf", "isPrototypeOf"];
const WORDS = ["toString", "hasOwnProperty"];
const CATEGORIES = ["__proto__", "constructor", "toLocaleString", "web"];
const ATTACKS = ["__proto__", "constructor"];
const COLUMNS = [...NUMBERS, ...WORDS, "label"];

function lines(rows: number): string[] {
  return Array.from({ length: rows }, (_, i) => {
    const attack = i % 10 === 9;
    return [
      ...NUMBERS.map((_, at) => (attack ? 500 : 10) + (i * (at + 3)) % 17),
      ...WORDS.map((_, at) => CATEGORIES[(i * (at + 1)) % (attack ? 4 : 3)]),
      attack ? ATTACKS[i % 20 < 10 ? 0 : 1] : "normal",
    ].join(",");
  });
}

/** A record as JSON, whose names are its own. */
function recordOf(line: string): string {
  const cells = line.split(",");
  const fields = COLUMNS.slice(0, -1).map((name, at) =>
    `${JSON.stringify(name)}:${at < NUMBERS.length ? cells[at] : JSON.stringify(cells[at])}`
  );
  return `{${fields.join(",")}}`;
}

Deno.test("names that objects have of themselves are columns, categories and labels as others", async (t) => {
  await using server = await startServer({ env: WITH_IMPORTANCE });
  const client = new Client(server.url);
  const rows = lines(400);
  const csv = [COLUMNS.join(","), ...rows].join("\n");
  const dataset = await client.upload("__proto__.csv", csv);
  const json = (body: string, path: string, method = "POST") =>
    client.fetch(path, { method, body, headers: { "content-type": "application/json" } });
  const page = async (path: string) => {
    const response = await fetch(server.url + path);
    const text = await response.text();
    assert.equal(response.status, 200, `${path}: ${text.slice(0, 500)}`);
    const state = /<script id="__FRSH_STATE"[^>]*>(.*?)<\/script>/s.exec(text)?.[1];
    if (state !== undefined) assert.ok(parseState(state), "its islands start");
    return text;
  };

  await t.step("they are ingested and profiled", () => {
    assert.equal(dataset.status, "ready", dataset.error ?? "");
    assert.deepEqual(dataset.columns.map(({ name }) => name), COLUMNS);
    assert.deepEqual(dataset.labels.map(({ name }) => name).sort(), [...ATTACKS, "normal"].sort());
    const word = dataset.columns.find(({ name }) => name === "toString")!;
    assert.equal(word.role, "categorical");
  });

  await t.step("records of JSON with them are ingested, too", async () => {
    const records = rows.map((line) =>
      recordOf(line).replace("}", `,"label":${JSON.stringify(line.split(",").at(-1))}}`)
    );
    const fromJson = await client.upload("names.ndjson", records.join("\n"));
    assert.equal(fromJson.status, "ready", fromJson.error ?? "");
    assert.deepEqual(
      fromJson.columns.map(({ name, role }) => [name, role]).sort(),
      dataset.columns.map(({ name, role }) => [name, role]).sort(),
    );
  });

  await t.step("their roles and policies can be set", async () => {
    const body = '{"missing":{"__proto__":"zero","constructor":"zero"},' +
      '"columns":{"isPrototypeOf":"ignored","__proto__":"ignored"}}';
    const changed = await (await json(body, `/datasets/${dataset.id}`, "PATCH")).json();
    const of = (name: string) =>
      changed.columns.find((column: { name: string }) => column.name === name);
    assert.deepEqual([of("__proto__").role, of("__proto__").policy], ["ignored", "zero"]);
    assert.deepEqual([of("isPrototypeOf").role, of("valueOf").role], ["ignored", "numeric"]);
    const back = '{"columns":{"isPrototypeOf":"numeric","__proto__":"numeric"}}';
    const restored = await (await json(back, `/datasets/${dataset.id}`, "PATCH")).json();
    assert.equal(
      restored.columns.find((column: { name: string }) => column.name === "__proto__").role,
      "numeric",
    );
    for (const name of ["hasOwn", "watch", "__defineGetter__"]) {
      const { errors } = await problem(
        await json(
          `{"missing":{${JSON.stringify(name)}:"zero"}}`,
          `/datasets/${dataset.id}`,
          "PATCH",
        ),
        422,
      );
      assert.equal(errors![0].pointer, `/missing/${name}`);
    }
  });

  const request = JSON.stringify({
    train: dataset.id,
    seed: 1,
    detectors: [
      { kind: "isolation-forest", params: { trees: 20 } },
      { kind: "ecod" },
      { kind: "knn" },
    ],
  });
  const started = await json(
    request.replace(/}$/, ',"columns":{"__proto__":{"scaling":"robust"},"constructor":{}}}'),
    "/runs",
  );
  const { id: runId } = await started.json() as { id: string };
  const run = await client.ended(runId);
  assert.equal(run.status, "done", run.error ?? "");
  const models = run.results.map(({ model }) => model);
  const [model] = models;
  const records = rows.slice(0, 20).map(recordOf);
  const scores: number[] = [];

  await t.step("records with them are predicted", async () => {
    for (const id of models) {
      const response = await json(`{"records":[${records.join(",")}]}`, `/models/${id}/predict`);
      const body = await response.text();
      assert.equal(response.status, 200, body);
      const { predictions } = JSON.parse(body) as { predictions: Prediction[] };
      assert.match(body, /"feature":"__proto__"/);
      if (id === model) scores.push(...predictions.map(({ score }) => score!));
    }
  });

  await t.step("a record that lacks one does not get it from its prototype", async () => {
    for (const name of [...NUMBERS, ...WORDS]) {
      const record = records[0].replace(new RegExp(`"${name}":[^,}]+,?`), "").replace(",}", "}");
      const empty = records[0].replace(new RegExp(`("${name}"):[^,}]+`), "$1:null");
      assert.equal(record.includes(`"${name}":`), false);
      const answer = (body: string) => json(`{"records":[${body}]}`, `/models/${model}/predict`);
      const lacking = await answer(record);
      const text = await lacking.text();
      // An absent value is refused where training had no gaps; a gap is filled in.
      if (lacking.status === 422) {
        const { errors } = JSON.parse(text);
        assert.deepEqual(errors, [{
          pointer: `/records/0/${name}`,
          detail: "A value is missing.",
        }]);
      } else assert.equal(text, await (await answer(empty)).text(), name);
    }
  });

  await t.step("streams and batches give the same scores", async () => {
    const read = async (body: string, type: string) => {
      const response = await client.fetch(`/models/${model}/score?explain=true`, {
        method: "POST",
        body,
        headers: { "content-type": type },
      });
      const text = await response.text();
      assert.equal(response.status, 200, text);
      return text.trim().split("\n").map((line) => JSON.parse(line).score as number);
    };
    const near = (found: number[]) =>
      found.forEach((score, at) =>
        assert.ok(Math.abs(score - scores[at]) < 1e-4, `${at}: ${score}`)
      );
    near(await read(records.join("\n"), "application/x-ndjson"));
    near(await read([COLUMNS.join(","), ...rows.slice(0, 20)].join("\n"), "text/csv"));
    const { id } = await client.post<{ id: string }>("/batches", {
      dataset: dataset.id,
      models: [model],
    });
    let batch: { status: string; error: string | null };
    do {
      await new Promise((resolve) => setTimeout(resolve, 50));
      batch = await client.get(`/batches/${id}`);
    } while (["queued", "running"].includes(batch.status));
    assert.equal(batch.status, "done", batch.error ?? "");
    const exported = await (await client.fetch(`/batches/${id}/scores.ndjson?records=true`)).text();
    assert.match(exported.split("\n")[0], /"__proto__":/);
    assert.match(
      await (await client.fetch(`/batches/${id}/scores.csv?records=true`)).text(),
      /__proto__/,
    );
    await page(`/batches/${id}`);
  });

  await t.step("single records are shown, compared and explained", async () => {
    const found = await (await client.fetch(`/models/${model}/record`)).text();
    assert.match(found, /"__proto__":/);
    for (const path of ["counterfactuals", "neighbours"]) {
      for (const id of models) {
        const response = await json(`{"record":${records[9]}}`, `/models/${id}/${path}`);
        const text = await response.text();
        assert.ok(response.status === 200 || response.status === 409, `${path}: ${text}`);
        if (path === "neighbours" && response.status === 200) assert.match(text, /__proto__/);
      }
    }
    for (const path of ["importance", "records?limit=5", "thresholds", "curves"]) {
      const response = await client.fetch(`/models/${model}/${path}`);
      const text = await response.text();
      assert.ok([200, 404].includes(response.status), `${path}: ${text}`);
    }
  });

  await t.step("alerts and live pages take them", async () => {
    const rule = await json(
      JSON.stringify({
        name: "constructor",
        model,
        entity: "toString",
        where: { column: "toString", value: "web" },
        severity: "low",
      }),
      "/alerts/rules",
    );
    assert.ok(rule.status < 300 || rule.status === 422, await rule.text());
    await json(
      `{"records":[${rows.slice(0, 50).map(recordOf).join(",")}]}`,
      `/models/${model}/predict`,
    )
      .then((response) => response.body?.cancel());
    const state = await (await client.fetch(`/live/${model}`)).text();
    assert.match(state, /"__proto__"/);
  });

  await t.step("a replay of them is watched", async () => {
    const { id } = await client.post<{ id: string }>("/replays", {
      model,
      dataset: dataset.id,
      speed: { recordsPerSecond: 5000 },
    });
    let replay: { status: string };
    do {
      await new Promise((resolve) => setTimeout(resolve, 50));
      replay = await client.get(`/replays/${id}`);
    } while (replay.status === "running");
    assert.equal(replay.status, "done", JSON.stringify(replay));
  });

  await t.step("pages show them", async () => {
    const record = encodeURIComponent(records[9]);
    for (
      const path of [
        `/datasets/${dataset.id}`,
        `/train?train=${dataset.id}`,
        `/train?from=${run.id}`,
        `/runs/${run.id}`,
        `/predict?model=${model}`,
        `/predict?model=${model}&row=10`,
        `/predict?model=${model}&record=${record}`,
        `/live?model=${model}`,
        "/alerts",
        `/compare?runs=${run.id}`,
      ]
    ) assert.ok((await page(path)).length > 0);
    assert.match(await page(`/predict?model=${model}&record=${record}`), /__proto__/);
  });

  await t.step("data and scores are exported with them", async () => {
    const data = await (await client.fetch(`/datasets/${dataset.id}/data.csv`)).text();
    assert.equal(data.split(/\r?\n/)[0], COLUMNS.join(","));
    for (const path of ["scores.csv", "report.html", "scores.parquet"]) {
      const response = await client.fetch(`/runs/${run.id}/${path}`);
      assert.equal(response.status, 200, path);
      await response.body?.cancel();
    }
    const derived = await client.post<{ datasets?: unknown }>("/datasets/derive", {
      sources: [dataset.id],
      operation: "drop-duplicates",
    }).catch((error) => ({ error: String(error) }));
    assert.ok(derived);
  });

  await t.step("a model with them is exported and imported", async () => {
    const zip = await (await client.fetch(`/models/${model}/bundle.zip`)).bytes();
    const response = await client.fetch("/models", { method: "POST", body: zip });
    const text = await response.text();
    assert.ok(response.status < 300, text);
    const [{ id }] = (await client.get<{ id: string }[]>("/models"))
      .filter(({ id }) => !models.includes(id));
    const again = await json(`{"records":[${records[0]}]}`, `/models/${id}/predict`);
    const { predictions } = await again.json() as { predictions: Prediction[] };
    assert.equal(predictions[0].score, scores[0]);
  });

  await t.step("bodies and queries with such fields get no server error", async () => {
    for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
      for (const path of ["/runs", "/demo", "/batches", "/alerts/rules", "/tokens", "/replays"]) {
        const response = await json(`{${JSON.stringify(name)}:{"rows":1}}`, path);
        await response.body?.cancel();
        assert.ok(response.status < 500, `${path} ${name}: ${response.status}`);
      }
      for (
        const path of ["/audit", "/runs", `/models/${model}/records`, `/runs/${run.id}/projection`]
      ) {
        const response = await client.fetch(`${path}?${name}=1`);
        await response.body?.cancel();
        assert.ok(response.status < 500, `${path}?${name}: ${response.status}`);
      }
      const params =
        `{"train":"${dataset.id}","detectors":[{"kind":"kmeans","params":{"${name}":1}}]}`;
      const { errors } = await problem(await json(params, "/runs"), 422);
      assert.match(errors![0].pointer, /\/detectors\/0\/params/, name);
    }
  });
});
