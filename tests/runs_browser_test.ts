import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { createRandom } from "../lib/base/random.ts";
import { accessibilityFaults } from "../testing/accessibility.ts";
import { fitsWidth, launchBrowser, withPage } from "../testing/browser.ts";
import { Client } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";

function traffic(): string {
  const random = createRandom(8);
  const rows = Array.from(
    { length: 600 },
    (_, i) =>
      `${Math.round(300 + 40 * random.normal() + (i % 9 ? 0 : 900))},${i % 3 ? "http" : "smtp"},${
        i % 9 ? "normal" : "worm"
      }`,
  );
  return ["bytes,service,label", ...rows].join("\n");
}

/** What a click makes the browser save, and under which name. */
async function saved(page: Page, button: string): Promise<{ name: string; path: string }> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button }).first().click(),
  ]);
  return { name: download.suggestedFilename(), path: await download.path() };
}

Deno.test("Browser: runs are found, noted, changed, taken along, imported and deleted", async (t) => {
  await using server = await startServer();
  const client = new Client(server.url);
  const dataset = await client.upload("flows.csv", traffic());
  const pca = await client.run({
    name: "Only PCA",
    train: dataset.id,
    detectors: [{ kind: "pca" }],
  });
  const both = await client.run({
    name: "Two detectors",
    train: dataset.id,
    seed: 3,
    detectors: [{ kind: "isolation-forest", params: { trees: 30 } }, { kind: "kmeans" }],
  });
  assert.deepEqual([pca.status, both.status], ["done", "done"]);
  await withPage(async ({ page, problems }) => {
    await page.goto(`${server.url}/runs`);
    const row = (name: string) => page.getByRole("row").filter({ hasText: name });

    await t.step("a run gets a name and notes", async () => {
      await row("Only PCA").getByRole("button", { name: "Edit" }).click();
      const dialog = page.getByRole("dialog", { name: "Edit details" });
      await dialog.getByLabel("Name", { exact: true }).fill("");
      await dialog.getByRole("button", { name: "Save" }).click();
      await dialog.getByText("Enter a name.").waitFor();
      await dialog.getByLabel("Name", { exact: true }).fill("Baseline");
      await dialog.getByLabel("Notes").fill("Misses slow scans");
      await dialog.getByRole("button", { name: "Save" }).click();
      await row("Baseline").getByRole("paragraph").getByText("Misses slow scans").waitFor();
    });

    await t.step("filters are kept in the address and find runs", async () => {
      await page.getByRole("combobox", { name: "Detector" }).selectOption("kmeans");
      await page.getByRole("searchbox", { name: "Search" }).fill("two");
      await page.getByRole("button", { name: "Apply", exact: true }).click();
      await page.getByText("1 of 2 runs").waitFor();
      const address = new URL(page.url()).searchParams;
      assert.deepEqual([address.get("detector"), address.get("text")], ["kmeans", "two"]);
      assert.equal(await row("Baseline").count(), 0);
      assert.equal(await page.getByRole("combobox", { name: "Detector" }).inputValue(), "kmeans");
      await page.goto(`${server.url}/runs?text=scans&status=failed`);
      await page.getByRole("heading", { name: "No runs match" }).waitFor();
      await page.getByRole("link", { name: "Show all" }).first().click();
      await row("Two detectors").waitFor();
    });

    await t.step("a run is changed and asked for again", async () => {
      await row("Two detectors").getByRole("link", { name: "Edit and rerun" }).click();
      await page.getByText('Filled in from the run "Two detectors"').waitFor();
      assert.equal(
        await page.getByRole("textbox", { name: "Seed", exact: true }).inputValue(),
        "3",
      );
      await page.getByRole("textbox", { name: "Seed", exact: true }).fill("4");
      await page.getByRole("button", { name: "Start training" }).click();
      await page.waitForURL(/\/runs\/run-/);
      const again = await client.ended(new URL(page.url()).pathname.split("/").at(-1)!);
      assert.equal(again.status, "done", again.error ?? "");
      assert.deepEqual({ ...again.request, seed: 3 }, both.request);
      await page.getByText("Export", { exact: true }).waitFor();
    });

    await t.step("a chart is saved as a picture and as numbers", async () => {
      await page.goto(`${server.url}/runs/${both.id}`);
      await page.locator("canvas").first().waitFor();
      await page.waitForLoadState("networkidle");
      const numbers = await saved(page, "CSV numbers of ROC curve");
      assert.equal(numbers.name, "roc-curve.csv");
      const [head, first] = (await Deno.readTextFile(numbers.path)).split("\r\n");
      assert.equal(head, "Series,False positive rate,Recall");
      assert.match(first, /^"Isolation Forest.*",0,0$/);
      const picture = await saved(page, "PNG picture of ROC curve");
      assert.equal(picture.name, "roc-curve.png");
      assert.deepEqual([...(await Deno.readFile(picture.path)).subarray(1, 4)], [80, 78, 71]);
    });

    await t.step("the report opens without network and without script", async () => {
      await page.getByText("Export", { exact: true }).click();
      await page.getByRole("link", { name: "Report (HTML)" }).click();
      await page.getByRole("heading", { name: "Two detectors" }).waitFor();
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await page.goto(`${server.url}/api/v1/runs/${both.id}/report.html`);
        assert.deepEqual(await accessibilityFaults(page), [], `report in ${colorScheme}`);
        await page.goto(`${server.url}/runs`);
        assert.deepEqual(await accessibilityFaults(page), [], `/runs in ${colorScheme}`);
        await fitsWidth(page, 390);
        await page.setViewportSize({ width: 1280, height: 800 });
      }
      const html = await (await client.fetch(`/runs/${both.id}/report.html`)).text();
      assert.doesNotMatch(html, /<script|<link|<img|https?:\/\/(?!www\.w3\.org)/);
      const path = join(server.dataFolder, "report.html");
      await Deno.writeTextFile(path, html);
      const browser = await launchBrowser();
      try {
        const alone = await browser.newContext({ javaScriptEnabled: false, offline: true });
        const report = await alone.newPage();
        await report.goto(pathToFileURL(path).href);
        await report.getByRole("heading", { name: "ROC curve", exact: true }).waitFor();
        await report.getByRole("heading", { name: "Limits" }).waitFor();
        assert.match(await report.getByRole("row", { name: "Recall" }).innerText(), /\(0\.\d+ to /);
      } finally {
        await browser.close();
      }
    });

    await t.step("a model is imported, and what is none is refused in words", async () => {
      const bundle = await client.fetch(`/models/${pca.results[0].model}/bundle.zip`);
      await page.goto(`${server.url}/runs`);
      const input = page.locator('input[type="file"]');
      const send = (content: Uint8Array) =>
        input.setInputFiles({
          name: "m.zip",
          mimeType: "application/zip",
          buffer: Buffer.from(content),
        });
      await send(new Uint8Array(50));
      await page.getByRole("alert").getByText(/cut off or damaged/).waitFor();
      await send(await bundle.bytes());
      await page.getByText(/Imported .* from m\.zip/).waitFor();
      await page.getByRole("heading", { name: "Baseline" }).waitFor();
    });

    await t.step("a run is deleted after a question, and the list stays where it was", async () => {
      await page.goto(`${server.url}/runs?text=two`);
      const before = await row("Two detectors").count();
      await row("Two detectors").last().getByRole("button", { name: "Delete" }).click();
      await page.getByRole("dialog", { name: 'Delete "Two detectors"?' })
        .getByRole("button", { name: "Delete" }).click();
      await page.waitForURL((url) => url.search === "?text=two");
      await page.waitForFunction(
        (count) => document.querySelectorAll("tbody tr").length === count,
        before - 1,
      );
      assert.equal((await client.fetch(`/runs/${both.id}`)).status, 404);
    });

    assert.deepEqual(problems.filter((problem) => !/422/.test(problem)), []);
  });
});
