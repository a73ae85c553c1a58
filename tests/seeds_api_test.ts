import assert from "node:assert/strict";
import type { Run } from "../lib/resources/run.ts";
import { Client, problem } from "../testing/client.ts";
import { startDemoServer } from "../testing/demo_server.ts";

Deno.test("API: a run with several seeds", async (t) => {
  await using server = await startDemoServer();
  const client = new Client(server.url);
  const { demo } = server;
  const members = [
    { kind: "isolation-forest", params: { trees: 20 } },
    { kind: "autoencoder", params: { epochs: 3 } },
  ];
  const detectors = [...members, { kind: "hybrid", params: { members } }];
  const body = { train: demo.train, split: { test: 0.4 }, detectors };

  const metrics = (run: Run, place: number) =>
    run.results.map(({ repeats, metrics, flaggedRows, threshold }) =>
      place === 0
        ? { metrics, flaggedRows, threshold: threshold.value }
        : (({ metrics, flaggedRows, threshold }) => ({ metrics, flaggedRows, threshold }))(
          repeats![place - 1],
        )
    );

  await t.step("each seed gives what a run with this seed gives", async () => {
    const run = await client.run({ ...body, seeds: [5, 11] });
    assert.equal(run.status, "done", run.error ?? "");
    assert.deepEqual([run.request.seed, run.request.seeds], [5, [5, 11]]);
    assert.ok(run.results.every(({ repeats }) => repeats!.length === 1 && repeats![0].seed === 11));
    for (const [place, seed] of [5, 11].entries()) {
      const alone = await client.run({ ...body, seed });
      assert.deepEqual(metrics(run, place), metrics(alone, 0), `seed ${seed}`);
      assert.ok(alone.results.every(({ repeats }) => repeats === undefined));
    }
    const [page, report] = await Promise.all([
      (await fetch(`${server.url}/runs/${run.id}`)).text(),
      (await client.fetch(`/runs/${run.id}/report.html`)).text(),
    ]);
    assert.match(page.replace(/<[^>]+>/g, ""), /0\.\d{3} ± 0\.\d{3}/);
    assert.match(report, /Means over the seeds/);

    const bundle = await client.fetch(`/models/${run.results[0].model}/bundle.zip`);
    const { run: imported } = await (await client.fetch("/models?name=seeds.zip", {
      method: "POST",
      body: await bundle.bytes(),
    })).json() as { run: string };
    const [{ repeats }] = (await client.get<Run>(`/runs/${imported}`)).results;
    assert.deepEqual(repeats, run.results[0].repeats);
  });

  await t.step("seeds that contradict each other are refused", async () => {
    for (
      const [seeds, pointer] of [
        [{ seeds: [1, 1] }, "/seeds/1"],
        [{ seeds: [] }, "/seeds"],
        [{ seeds: Array.from({ length: 21 }, (_, seed) => seed) }, "/seeds"],
        [{ seeds: [1, -1] }, "/seeds/1"],
        [{ seed: 2, seeds: [1, 2] }, "/seed"],
      ] as const
    ) {
      const response = await client.fetch("/runs", {
        method: "POST",
        body: JSON.stringify({ ...body, ...seeds }),
      });
      const { errors } = await problem(response, 422);
      assert.deepEqual(errors!.map((error) => error.pointer.replace("#", "")), [pointer]);
    }
  });
});
