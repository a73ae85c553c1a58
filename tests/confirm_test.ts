import assert from "node:assert/strict";
import { Client, type Dataset, problem } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";

/** A table of which a third of the lines lack a field. */
function broken(rows: number): string {
  const lines = Array.from(
    { length: rows },
    (_, i) =>
      i % 3 === 0 ? `${i % 17},${i % 5}` : `${i % 17},${i % 5},${i % 10 ? "normal" : "dos"}`,
  );
  return `bytes,packets,label\n${lines.join("\n")}\n`;
}

/** Kinds of attack, and nothing where there is none. */
function unlabelled(rows: number): string {
  const lines = Array.from(
    { length: rows },
    (_, i) => `${i % 17},${i % 5},${i % 10 ? "" : "Worms"}`,
  );
  return `bytes,packets,attack_cat\n${lines.join("\n")}\n`;
}

Deno.test("API: what a person must say about an upload first", async (t) => {
  await using server = await startServer();
  const client = new Client(server.url);
  const patch = (id: string, body: unknown) =>
    client.fetch(`/datasets/${id}`, {
      method: "PATCH",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const run = (train: string) =>
    client.fetch("/runs", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ train, detectors: [{ kind: "isolation-forest", params: {} }] }),
    });

  await t.step("many rejected lines need confirmation before training", async () => {
    const dataset = await client.upload("broken.csv", broken(900)) as Dataset & {
      needsConfirmation: boolean;
    };
    assert.deepEqual([dataset.status, dataset.needsConfirmation], ["ready", true]);
    const { detail } = await problem(await run(dataset.id), 409);
    assert.match(detail, /300 of 900 lines could not be read.*"accept": true/);
    const derive = await client.fetch("/datasets/derive", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ operation: "drop-duplicates", dataset: dataset.id }),
    });
    await problem(derive, 409);
    await problem(await patch(dataset.id, { accept: false }), 422);
    const page = await (await fetch(`${server.url}/datasets/${dataset.id}`)).text();
    assert.match(page, /Needs confirmation/);
    assert.match(page, /Confirm dataset/);
    const shown = page.replace(/<script[^]*?<\/script>/g, "");
    assert.equal(shown.match(/may not be a table of records/g)?.length, 1);
    const accepted = await (await patch(dataset.id, { accept: true })).json();
    assert.equal(accepted.needsConfirmation, false);
    assert.equal((await run(dataset.id)).status, 202);
  });

  await t.step("a table of few rejected lines needs none", async () => {
    const text = broken(900).replaceAll(/^\d+,\d+$/gm, "1,2,normal");
    const dataset = await client.upload("whole.csv", text);
    assert.equal((await run(dataset.id)).status, 202);
  });

  await t.step("records without a label can be called normal", async () => {
    const dataset = await client.upload("unlabelled.csv", unlabelled(600));
    assert.match(dataset.warnings.join(), /540 records have no label in "attack_cat"/);
    const answer = await patch(dataset.id, { normal: [""] });
    assert.equal(answer.status, 200);
    const said = await answer.json() as Dataset;
    assert.deepEqual(said.labels.map(({ name, count, attack }) => [name, count, attack]), [
      ["(empty)", 540, false],
      ["Worms", 60, true],
    ]);
    assert.equal(said.normalLabels, "chosen");
    assert.equal(said.columns.at(-1)!.missing, 0);
    const csv = await (await client.fetch(`/datasets/${dataset.id}/data.csv`)).text();
    assert.equal(csv.match(/\(empty\)/g)?.length, 540);
    await problem(await patch(dataset.id, { normal: [""] }), 422);
    const { results } = await client.run({
      train: dataset.id,
      detectors: [{ kind: "isolation-forest", params: {} }],
    });
    assert.ok(results[0].metrics.rocAuc !== null);
  });
});
