/** Which links say that they lead to the page shown: Fresh marks every one that does. */
import assert from "node:assert/strict";
import { Client } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";

/** The links of a page that are announced as current, with the landmark that they stand in. */
function currentLinks(html: string): { landmark: string; href: string; mark: string }[] {
  const landmarks = [...html.matchAll(/(site-nav|site-footer|<header|<main)\b/g)];
  return [...html.matchAll(/<a\b[^>]*>/g)].flatMap(({ 0: tag, index }) => {
    const mark = /aria-current="([^"]*)"/.exec(tag)?.[1];
    if (mark === undefined || mark === "false") return [];
    const landmark = landmarks.findLast((one) => one.index < index)![1];
    return [{ landmark, href: /href="([^"]*)"/.exec(tag)![1], mark }];
  });
}

Deno.test("Pages: only navigation says where one is", async () => {
  await using server = await startServer();
  const client = new Client(server.url);
  const demo = await client.post<{ train: string; test: string }>("/demo", { rows: 1000, seed: 1 });
  await Promise.all([client.ingested(demo.train), client.ingested(demo.test)]);
  const run = await client.run({ ...demo, detectors: [{ kind: "hbos" }, { kind: "ecod" }] });
  const models = run.results.map(({ model }) => model);
  const { id: batch } = await client.post<{ id: string }>("/batches", {
    dataset: demo.test,
    models,
  });
  const marks = {
    "/": [],
    "/datasets": ["/datasets page"],
    "/datasets/": ["/datasets page"],
    "/datasets/new": ["/datasets true"],
    [`/datasets/${demo.test}`]: ["/datasets true"],
    "/datasets/nothing": ["/datasets true"],
    "/train": ["/train page"],
    [`/train?from=${run.id}`]: ["/train page"],
    "/runs": ["/runs page"],
    "/runs?text=nothing": ["/runs page"],
    "/runs?sort=name": ["/runs page"],
    [`/runs/${run.id}`]: ["/runs true"],
    "/runs/nothing": ["/runs true"],
    [`/compare?model=${models.join("&model=")}`]: ["/compare page"],
    [`/predict?model=${models[0]}`]: ["/predict page"],
    "/batches": ["/batches page"],
    [`/batches?model=${models[0]}`]: ["/batches page"],
    [`/batches/${batch}`]: ["/batches true"],
    [`/live?model=${models[0]}`]: ["/live page"],
    "/alerts": ["/alerts page"],
    "/benchmarks": ["/benchmarks page"],
    "/docs/api": ["/docs/api page"],
    "/access": ["/access page"],
    "/access?before=1": ["/access page"],
    "/nothing": [],
  };
  const wrong: string[] = [];
  for (const [path, expected] of Object.entries(marks)) {
    const response = await fetch(server.url + path);
    const found = currentLinks(await response.text());
    const isOwn = ({ landmark }: { landmark: string }) => landmark.startsWith("site-");
    const marked = found.filter(isOwn).map(({ href, mark }) => `${href} ${mark}`);
    assert.deepEqual(marked, expected, path);
    wrong.push(...found.filter((link) => !isOwn(link)).map(({ href }) => `${href} on ${path}`));
  }
  assert.deepEqual(wrong, []);
});
