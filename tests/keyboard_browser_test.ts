import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import { withPage } from "../testing/browser.ts";
import { comesToBe } from "../testing/frames.ts";
import { startServer } from "../testing/server.ts";

/** More stops than any page here has before what is looked for. */
const MOST_STOPS = 60;

/** Seconds after which a person should see where the focus is; charts may grow meanwhile. */
const SIGHT_SECONDS = 5;

/** What has the focus, by its name. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    if (element === document.body) return "";
    const name = element.getAttribute("aria-label") ??
      (element as HTMLInputElement).labels?.[0]?.textContent ?? element.textContent ?? "";
    return name.trim();
  });
}

/** @throws {Error} unless a person can see what has the focus */
async function focusShows(page: Page): Promise<void> {
  const isSeen = await comesToBe(page, SIGHT_SECONDS, () => {
    const element = document.activeElement!;
    const { top, bottom } = element.getBoundingClientRect();
    return getComputedStyle(element).outlineStyle !== "none" && top >= 0 && bottom <= innerHeight;
  });
  assert.ok(isSeen, `The focus does not show on "${await focused(page)}"`);
}

/** Waits until scripts have come and run. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.evaluate(() =>
    new Promise((resolve) => requestIdleCallback(() => resolve(0), { timeout: 1000 }))
  );
}

/** Tabs on until something with this name has the focus; every stop must show it. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  await settle(page);
  const stops: string[] = [];
  while (stops.length < MOST_STOPS) {
    await page.keyboard.press("Tab");
    await focusShows(page);
    const stop = await focused(page);
    if (typeof name === "string" ? stop === name : name.test(stop)) return;
    stops.push(stop);
  }
  assert.fail(`${name} is not among ${stops.join(", ")}`);
}

Deno.test("Browser: from an upload to a verdict by the keyboard alone", async (t) => {
  await using server = await startServer();
  await withPage(async ({ page, problems }) => {
    const chooser = page.waitForEvent("filechooser");
    await page.goto(server.url);

    await t.step("a file is uploaded", async () => {
      await tabTo(page, "Choose files");
      await page.keyboard.press("Enter");
      const rows = Array.from(
        { length: 600 },
        (_, i) =>
          `${i % 9 + (i % 5 ? 0 : 40)},${i % 7},${i % 3 ? "http" : "smtp"},${
            i % 5 ? "normal" : "worm"
          }`,
      );
      await (await chooser).setFiles([{
        name: "flows.csv",
        mimeType: "text/csv",
        buffer: Buffer.from("bytes,count,service,label\n" + rows.join("\n")),
      }]);
      await page.getByText("Ready", { exact: true }).waitFor();
      await tabTo(page, "Train a model");
      await page.keyboard.press("Enter");
      await page.waitForURL(/train\?train=/);
    });

    await t.step("a setting is changed; one that is wrong gets the focus", async () => {
      await tabTo(page, "Choose detectors, features and options");
      await page.keyboard.press("Enter");
      await tabTo(page, /^Settings of Isolation Forest/);
      await page.keyboard.press("Enter");
      await tabTo(page, "Trees");
      await page.keyboard.type("none");
      await tabTo(page, "Start training");
      await page.keyboard.press("Enter");
      await page.getByText("1 entry needs a correction.").waitFor();
      await page.waitForFunction(() =>
        document.activeElement?.getAttribute("aria-invalid") === "true"
      );
      assert.equal(await focused(page), "Trees");
      await page.keyboard.press("Control+A");
      await page.keyboard.type("20");
    });

    await t.step("models are trained", async () => {
      await tabTo(page, "Start training");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/runs\/run-/);
      await page.getByRole("heading", { name: /ROC/ }).first().waitFor();
      await tabTo(page, "Each model");
      await page.keyboard.press("Enter");
      await page.waitForURL(/#/);
      await tabTo(page, "Isolation Forest");
      await page.keyboard.press("ArrowRight");
      await tabTo(page, /^Try Autoencoder on a record/);
      await page.keyboard.press("Enter");
      await page.waitForURL(/predict\?model=/);
    });

    await t.step("a record gets its verdict, and the focus stays where it is", async () => {
      await tabTo(page, "Fill with a random record");
      await page.keyboard.press("Enter");
      await page.waitForFunction(() =>
        document.querySelector<HTMLInputElement>("#input-0")?.value !== ""
      );
      assert.equal(await focused(page), "Fill with a random record");
      await tabTo(page, "Predict");
      await page.keyboard.press("Enter");
      await page.getByRole("status").filter({ hasText: /^(Anomaly|Normal)/ }).waitFor();
      assert.equal(await focused(page), "Predict");
    });
    assert.deepEqual(problems, []);
  });
});

Deno.test("Browser: Back from the skip link keeps the page and what was typed", async () => {
  await using server = await startServer();
  await withPage(async ({ page, problems }) => {
    await page.goto(`${server.url}/login`);
    await page.goto(`${server.url}/runs`);
    await settle(page);
    assert.notEqual(await page.evaluate(() => history.state), null);
    await page.evaluate(() => document.body.dataset.stays = "yes");
    await page.keyboard.press("Tab");
    assert.equal(await focused(page), "Skip to content");
    await page.keyboard.press("Enter");
    await page.waitForURL(/#content$/);
    await page.goBack();
    await page.waitForURL(/\/runs$/);
    await settle(page);
    assert.equal(await page.evaluate(() => document.body.dataset.stays), "yes");
    assert.deepEqual(problems, []);
  });
});
