/**
 * The results page of KDD'99 with 311,029 test rows and three models, against the limits that it is
 * to keep: time to the first byte, time until its slider can be used, longest frame of a drag, script,
 * and t-SNE of 5,000 records. `--quick` takes demo traffic.
 *
 * @module
 */
import { TEN_FEATURES } from "../lib/web/training/feature_sets.ts";
import type { Projection } from "../lib/explain/projection/types.ts";
import { launchBrowser } from "../testing/browser.ts";
import { Client } from "../testing/client.ts";
import { longestFrameOfDrag } from "../testing/frames.ts";
import { pageWeight } from "../testing/page_weight.ts";
import { realDataFolder } from "../testing/real_data.ts";
import { startServer } from "../testing/server.ts";
import { median, report } from "./report.ts";

const ROUNDS = 5;

const quick = Deno.args.includes("--quick");
const data = await realDataFolder();
if (data === null && !quick) {
  console.error("This needs the real KDD'99 data: set NETSIFT_TEST_DATA to its folder.");
  Deno.exit(1);
}
await using server = await startServer();
const client = new Client(server.url);
const run = await client.run({
  ...await datasets(),
  features: TEN_FEATURES,
  detectors: [{ kind: "isolation-forest" }, { kind: "autoencoder" }, { kind: "pca" }],
});
if (run.error) throw new Error(run.error);
const address = `${server.url}/runs/${run.id}`;
console.error(`${run.results[0].testRows} test rows`);

const firstByte = await repeated(20, async () => {
  const start = performance.now();
  const response = await fetch(address);
  const reader = response.body!.getReader();
  await reader.read();
  const passed = performance.now() - start;
  await reader.cancel();
  return passed;
});
print("first byte", "ms", firstByte, 100);

const browser = await launchBrowser();
try {
  const usable = await repeated(ROUNDS, async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.goto(address, { waitUntil: "commit" });
    const passed = await page.waitForFunction(
      () =>
        document.querySelector("input[type=range]:enabled") && document.querySelector("canvas") &&
        performance.now(),
      undefined,
      { timeout: 120_000 },
    );
    const ms = await passed.jsonValue() as number;
    await context.close();
    return ms;
  });
  print("usable", "ms", usable, 1500);

  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } }))
    .newPage();
  const { html, scripts } = await pageWeight(address, page);
  print("script, gzipped", "KB", scripts / 1024, 200);
  print("HTML", "KB", new TextEncoder().encode(html).length / 1024, 1024);

  const slider = page.locator("input[type=range]:enabled");
  await slider.waitFor();
  await page.locator(".explorer .chart canvas").first().scrollIntoViewIfNeeded();
  const frame = await repeated(ROUNDS, () => longestFrameOfDrag(page, slider));
  print("longest frame of a drag", "ms", frame, 50);
} finally {
  await browser.close();
}

const path = `/runs/${run.id}/projection`;
const start = performance.now();
await client.fetch(path, {
  method: "POST",
  body: JSON.stringify({ method: "t-sne", sample: 5000 }),
});
while (true) {
  const { status, error } = await client.get<Projection>(`${path}?method=t-sne`);
  if (status === "failed") throw new Error(error ?? status);
  if (status === "done") break;
  await new Promise((resolve) => setTimeout(resolve, 100));
}
print("t-SNE of 5,000 records", "s", (performance.now() - start) / 1000, 15);

async function datasets(): Promise<{ train: string; test: string }> {
  if (quick) {
    const demo = await client.post<{ train: string; test: string }>("/demo", { rows: 20_000 });
    await Promise.all([client.ingested(demo.train), client.ingested(demo.test)]);
    return demo;
  }
  const upload = async (name: string) =>
    (await client.upload(name, (await Deno.open(`${data}/kddcup99/${name}`)).readable)).id;
  return {
    train: await upload("kddcup.data_10_percent.gz"),
    test: await upload("corrected.gz"),
  };
}

async function repeated(times: number, measure: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let round = 0; round < times; round++) values.push(await measure());
  return median(values);
}

function print(what: string, unit: string, ours: number, limit: number): void {
  report({
    bench: "results_page",
    case: what,
    unit,
    ours,
    peers: { limit },
    ratios: { limit: limit / ours },
  });
}
