/** Which links say that they lead to the page shown: Fresh marks every one that does. */
import assert from "node:assert/strict";
import { Client } from "../testing/client.ts";
import { startDemoServer } from "../testing/demo_server.ts";

/** The links of a page that are announced as current, with the landmark that they are in. */
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
  await using server = await startDemoServer();
  const client = new Client(server.url);
  const { demo } = server;
  const run = await client.run({ ...demo, detectors: [{ kind: "hbos" }, { kind: "ecod" }] });
  const models = run.results.map(({ model }) => model);
  const { id: batch } = await client.post<{ id: string }>("/batches", {
    dataset: demo.test,
    models,
  });
  const marks = {
    "/": ["/ page"],
    "/datasets": ["/datasets true", "/datasets page"],
    "/datasets/": ["/datasets true", "/datasets page"],
    "/datasets/new": ["/datasets true", "/datasets/new page"],
    [`/datasets/${demo.test}`]: ["/datasets true", "/datasets true"],
    "/datasets/nothing": ["/datasets true", "/datasets true"],
    "/train": ["/train true", "/train page"],
    [`/train?from=${run.id}`]: ["/train true", "/train page"],
    "/runs": ["/train true", "/runs page"],
    "/runs?text=nothing": ["/train true", "/runs page"],
    "/runs?sort=name": ["/train true", "/runs page"],
    [`/runs/${run.id}`]: ["/train true", "/runs true"],
    "/runs/nothing": ["/train true", "/runs true"],
    [`/compare?model=${models.join("&model=")}`]: ["/train true", "/compare page"],
    [`/predict?model=${models[0]}`]: ["/detections true", "/predict page"],
    "/batches": ["/detections true", "/batches page"],
    [`/batches?model=${models[0]}`]: ["/detections true", "/batches page"],
    [`/batches/${batch}`]: ["/detections true", "/batches true"],
    [`/live?model=${models[0]}`]: ["/detections true", "/live page"],
    "/alerts": ["/alerts true", "/alerts page"],
    "/alerts?view=groups": ["/alerts true", "/alerts page"],
    "/alerts/rules": ["/alerts true", "/alerts/rules page"],
    "/alerts/nothing": ["/alerts true", "/alerts true"],
    "/benchmarks": ["/docs/api true", "/benchmarks page"],
    "/docs/api": ["/docs/api true", "/docs/api page"],
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
