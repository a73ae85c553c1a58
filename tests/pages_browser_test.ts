/**
 * Every main page as a person with any screen sees it: light and dark, wide and narrow. With
 * `NETSIFT_SCREENSHOTS=folder` it keeps a picture of each in place of asking axe, which is how those
 * of `docs/` are made.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { accessibilityFaults, smallTargets } from "../testing/accessibility.ts";
import { fitsWidth, withPage } from "../testing/browser.ts";
import { Client } from "../testing/client.ts";
import { startServer, WITH_IMPORTANCE } from "../testing/server.ts";
import { THIEF, thiefLog } from "./testdata/thief_log.ts";

const WINDOWS = [{ width: 1280, height: 800 }, { width: 390, height: 844 }];

const folder = Deno.env.get("NETSIFT_SCREENSHOTS");

interface View {
  name: string;
  path: string;
  /** What is to be seen before anything is judged. */
  ready?: (page: Page) => Promise<unknown>;
  /** Whether the page listens for as long as it is open. */
  streams?: boolean;
  /** Heading to begin the picture with; the top of the page without. */
  heading?: string;
}

Deno.test("Browser: every page in light and dark, wide and narrow", async (t) => {
  await using server = await startServer({ env: WITH_IMPORTANCE });
  const client = new Client(server.url);
  const demo = await client.post<{ train: string; test: string }>("/demo", {
    rows: folder ? 8000 : 2000,
    seed: 4,
  });
  await Promise.all([client.ingested(demo.train), client.ingested(demo.test)]);
  const run = await client.run({
    ...demo,
    name: "Three detectors on demo traffic",
    seeds: folder ? [1, 2, 3] : [1, 2],
    detectors: [
      { kind: "isolation-forest" },
      { kind: "autoencoder", ...(!folder && { params: { epochs: 2 } }) },
      { kind: "pca" },
    ],
  });
  const other = await client.run({
    ...demo,
    name: "K-Means and HBOS",
    dropDuplicates: true,
    detectors: [{ kind: "kmeans" }, { kind: "hbos" }],
  });
  assert.deepEqual([run.error, other.error], [null, null]);
  await client.fetch(`/runs/${run.id}/projection`, {
    method: "POST",
    body: JSON.stringify({ method: "t-sne", sample: folder ? 1500 : 200 }),
  });
  const models = [...run.results.slice(0, 2), other.results[0]].map(({ model }) => model);
  const { id: batch } = await client.post<{ id: string }>("/batches", {
    dataset: demo.test,
    models: models.slice(0, 2),
  });
  const traffic = await client.upload("conn.log", thiefLog());
  const { id: detection } = await client.post<{ id: string }>("/detections", {
    dataset: traffic.id,
    timeZone: "Europe/Prague",
  });
  // Pages that list work in progress load again when it is done.
  await Promise.all([client.ended(batch, "batches"), client.ended(detection, "detections")]);
  await client.post("/replays", {
    model: models[1],
    dataset: demo.test,
    speed: { recordsPerSecond: 20 },
  });
  const slider = (page: Page) => page.locator("input[type=range]:enabled").waitFor();
  const canvas = (page: Page) => page.locator(".chart canvas").first().waitFor();
  const results = `/runs/${run.id}`;
  const views: View[] = [
    { name: "start", path: "/" },
    { name: "datasets", path: "/datasets" },
    { name: "upload", path: "/datasets/new" },
    { name: "dataset", path: `/datasets/${demo.test}` },
    { name: "train", path: `/train?from=${run.id}` },
    { name: "runs", path: "/runs" },
    { name: "results", path: results, ready: canvas },
    { name: "thresholds", path: results, ready: slider, heading: "Each model" },
    {
      name: "map",
      path: `${results}?map=t-sne&colour=error`,
      heading: "Map of the test records",
      ready: async (page) => {
        await page.getByRole("heading", { name: "Map of the test records" })
          .scrollIntoViewIfNeeded();
        await page.getByRole("img", { name: /by t-SNE/ }).waitFor();
      },
    },
    { name: "compare", path: `/compare?models=${models}`, ready: canvas },
    { name: "predict", path: `/predict?model=${models[0]}&row=300` },
    { name: "report", path: `/api/v1/runs/${run.id}/report.html` },
    { name: "detections", path: "/detections" },
    {
      name: "detection",
      path: `/detections/${detection}`,
      ready: (page) => page.getByRole("heading", { name: "Connections" }).waitFor(),
    },
    { name: "host", path: `/detections/${detection}/hosts/${THIEF.host}` },
    { name: "batch", path: `/batches/${batch}`, ready: (page) => page.getByText("Done").waitFor() },
    {
      name: "live",
      path: `/live?model=${models[1]}`,
      streams: true,
      ready: (page) => page.getByRole("heading", { name: "Score over time" }).waitFor(),
    },
    { name: "alerts", path: "/alerts" },
    { name: "benchmarks", path: "/benchmarks" },
    { name: "access", path: "/access" },
    { name: "api", path: "/docs/api" },
    { name: "glossary", path: "/glossary#recall" },
  ];

  await withPage(async ({ page, problems }) => {
    await t.step("axe finds what is wrong", async () => {
      await page.setContent(`<button></button><p style="color: #eee; background: white">Pale</p>`);
      const ids = async (rules?: string[]) =>
        (await accessibilityFaults(page, rules)).map((fault) => fault.split(":")[0]);
      const all = await ids();
      for (const id of ["button-name", "color-contrast"]) assert.ok(all.includes(id), `${all}`);
      assert.deepEqual(await ids(["color-contrast"]), ["color-contrast"]);
    });

    for (const { name, path, ready, heading, streams } of views) {
      await t.step(`${name} fits, and axe finds nothing`, async () => {
        await page.setViewportSize(WINDOWS[0]);
        await page.goto(server.url + path);
        if (!streams) await page.waitForLoadState("networkidle");
        await ready?.(page);
        for (const window of WINDOWS) {
          await fitsWidth(page, window.width, window.height);
          if (window === WINDOWS[1] && !folder) assert.deepEqual(await smallTargets(page), []);
          for (const colorScheme of ["light", "dark"] as const) {
            await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
            if (window === WINDOWS[0] && !folder) {
              const rules = colorScheme === "light" ? undefined : ["color-contrast"];
              assert.deepEqual(await accessibilityFaults(page, rules), [], `in ${colorScheme}`);
            }
            if (folder) {
              await page.evaluate((text) => {
                const title = [...document.querySelectorAll("h2")]
                  .find((each) => each.textContent === text);
                title ? title.scrollIntoView() : scrollTo(0, 0);
              }, heading);
              await page.waitForTimeout(500);
              await page.screenshot({
                path: join(folder, `${name}-${window.width}-${colorScheme}.png`),
              });
            }
          }
        }
      });
    }

    await t.step("the menu of a narrow window is used by keyboard", async () => {
      await page.setViewportSize(WINDOWS[1]);
      await page.goto(server.url);
      const menu = page.getByRole("button", { name: "Menu" });
      const link = page.getByRole("navigation").getByRole("link", { name: "Runs" });
      assert.ok(!await link.isVisible());
      await menu.focus();
      await page.keyboard.press("Enter");
      await link.waitFor();
      assert.deepEqual(await accessibilityFaults(page), []);
      await page.keyboard.press("Escape");
      await link.waitFor({ state: "hidden" });
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/datasets$/);
    });
    assert.deepEqual(problems, []);
  });
});
