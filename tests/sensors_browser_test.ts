import assert from "node:assert/strict";
import { join } from "node:path";
import { accessibilityFaults } from "../testing/accessibility.ts";
import { fitsWidth, withPage } from "../testing/browser.ts";
import { startServer } from "../testing/server.ts";
import { connHeader, connLines } from "../testing/zeek_log.ts";

/** Nowhere to break: pages must fit all the same. */
const NAME = "Office".repeat(33);

Deno.test("Browser: a sensor is created, watched, paused and made a dataset of", async () => {
  const folder = await Deno.makeTempDir({ prefix: "netsift-watched-" });
  const log = join(folder, "conn.log");
  await Deno.writeTextFile(log, connHeader("1") + connLines(0, 120));
  await using server = await startServer({ env: { NETSIFT_SENSOR_FOLDERS: folder } });
  try {
    await withPage(async ({ page, problems }) => {
      await page.goto(`${server.url}/sensors`);
      await page.locator("button:enabled", { hasText: "Create sensor" }).waitFor();
      await page.getByLabel("Folder", { exact: true }).fill("/nowhere");
      await page.getByRole("button", { name: "Create sensor" }).click();
      await page.locator("#sensor-folder-error").waitFor();
      assert.match(await page.locator("#sensor-folder-error").innerText(), /is not allowed/);
      assert.deepEqual(await accessibilityFaults(page), []);
      problems.length = 0;
      await page.getByLabel("Folder", { exact: true }).fill(folder);
      await page.getByLabel("Name", { exact: true }).fill(NAME);
      await page.getByLabel("Existing records").selectOption("beginning");
      await page.getByRole("button", { name: "Create sensor" }).click();
      await page.waitForURL(/\/sensors\/sensor-/);
      const fact = (name: string) => page.locator(".facts div", { hasText: name }).locator("dd");
      await page.getByRole("cell", { name: "C000000119" }).waitFor();
      assert.match(await fact("Records").innerText(), /^120/);
      await Deno.writeTextFile(log, connLines(120, 150), { append: true });
      await page.getByRole("cell", { name: "C000000149" }).waitFor();
      assert.match(await fact("Lag").innerText(), /Up to date/);
      for (const width of [1280, 390]) await fitsWidth(page, width);
      assert.deepEqual(await accessibilityFaults(page), []);

      await page.getByRole("button", { name: "Pause" }).click();
      await page.getByText("Paused").waitFor();
      await page.locator("button:enabled", { hasText: "Create dataset" }).click();
      await page.waitForURL(/\/datasets\/ds-/);
      await page.getByRole("row", { name: /conn_state/ }).first().waitFor();
      await fitsWidth(page, 390);
      await page.goto(server.url);
      await page.getByRole("heading", { name: "Sensors" }).waitFor();
      await page.getByRole("link", { name: NAME, exact: true }).waitFor();
      for (const width of [1280, 390]) await fitsWidth(page, width);
      assert.deepEqual(problems, []);
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
