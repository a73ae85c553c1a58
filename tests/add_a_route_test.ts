/**
 * "Add a route" of CONTRIBUTING.md, mounted on an app with its own data folder.
 *
 * @module
 */
import assert from "node:assert/strict";
import { App } from "fresh";
import { answerProblems } from "../lib/api/answer_problems.ts";
import { readConfig } from "../lib/base/config.ts";
import { Netsift } from "../lib/netsift.ts";
import { problem } from "../testing/client.ts";
import { handler, operation } from "../testing/examples/dataset_labels_route.ts";
import type { State } from "../utils.ts";

Deno.test("the route of the example answers as its operation says", async () => {
  const folder = await Deno.makeTempDir({ prefix: "netsift-route-" });
  try {
    using netsift = await Netsift.open(readConfig({ NETSIFT_DATA: folder }));
    const app = new App<State>()
      .use((ctx) => {
        ctx.state.netsift = netsift;
        return ctx.next();
      })
      .use(answerProblems)
      .all("/api/v1/datasets/:id/labels", handler).handler();
    const get = (path: string, method = "GET") =>
      app(new Request(`http://localhost/api/v1/datasets/${path}`, { method }));

    const { train } = netsift.datasets.addDemo({ rows: 2000, seed: 1 });
    await problem(await get(`${train}/labels`), 409);
    await until(() => netsift.datasets.get(train)?.status === "ready");
    const read = async (query = "") => {
      const response = await get(`${train}/labels${query}`);
      assert.equal(response.status, 200);
      return operation.answers[200]!.schema!.parse(await response.json()) as Label[];
    };
    const labels = await read();
    assert.ok(labels.some(({ name }) => name === "normal"));
    assert.deepEqual(await read("?least=100"), labels.filter(({ count }) => count >= 100));
    assert.deepEqual((await problem(await get(`${train}/labels?least=x`), 422)).errors!.length, 1);
    await problem(await get(`${train}/labels`, "DELETE"), 405);
    await problem(await get("none/labels"), 404);
    await until(() => netsift.datasets.list().every(({ status }) => status === "ready"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

interface Label {
  name: string;
  count: number;
}

async function until(isTrue: () => boolean): Promise<void> {
  const end = performance.now() + 300_000;
  while (!isTrue()) {
    assert.ok(performance.now() < end, "the dataset is not ready within five minutes");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

Deno.test("CONTRIBUTING.md shows the handler of the example as it is", async () => {
  const example = new URL("../testing/examples/dataset_labels_route.ts", import.meta.url);
  const code = /export const handler[\s\S]*$/.exec(await Deno.readTextFile(example))![0];
  const page = await Deno.readTextFile(new URL("../CONTRIBUTING.md", import.meta.url));
  assert.ok(page.includes(code), "copy testing/examples/dataset_labels_route.ts");
});
