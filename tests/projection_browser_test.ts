import assert from "node:assert/strict";
import { accessibilityFaults } from "../testing/accessibility.ts";
import { withPage } from "../testing/browser.ts";
import { Client } from "../testing/client.ts";
import { startForestServer } from "../testing/demo_server.ts";

Deno.test("Browser: the map of test records is drawn, coloured and walked through", async (t) => {
  await using server = await startForestServer();
  const client = new Client(server.url);
  const run = await client.ended(server.forest.run);
  await withPage(async ({ page, problems }) => {
    await page.goto(`${server.url}/runs/${run.id}`);
    const map = page.getByRole("region", { name: "Map of the test records" });
    const records = map.getByLabel("Records to draw");
    await map.scrollIntoViewIfNeeded();

    await t.step("what is wrong is said in place", async () => {
      await records.fill("7");
      await map.getByRole("button", { name: "Draw by PCA" }).click();
      await map.getByText("Enter a whole number from 100 to 5,000.").waitFor();
      assert.equal(await records.getAttribute("aria-invalid"), "true");
    });

    await t.step("PCA is drawn, and its colours tell what is chosen", async () => {
      await records.fill("400");
      await map.getByRole("button", { name: "Draw by PCA" }).click();
      await map.getByRole("img", { name: /by PCA\. Colours show: Actual.* Attack: \d+/ }).waitFor();
      await map.getByLabel("Colour by").selectOption("error");
      await map.getByRole("img", { name: /Correct and incorrect of Isolation Forest.*False alarm/ })
        .waitFor();
      await map.getByLabel("Colour by").selectOption("score");
      await map.getByRole("img", { name: /Score of Isolation Forest/ }).waitFor();
    });

    await t.step("records are walked through by keyboard", async () => {
      await map.getByRole("button", { name: "Show the record with the highest score" }).focus();
      await page.keyboard.press("Enter");
      await map.getByText("rank 1 of 400 by the score of Isolation Forest").waitFor();
      await page.keyboard.press("Enter");
      await map.getByText("rank 2 of 400").waitFor();
      await map.getByRole("row", { name: /^src_bytes/ }).waitFor();
      assert.deepEqual(await accessibilityFaults(page), []);
    });

    await t.step("t-SNE is drawn, and both pictures are there after a reload", async () => {
      await map.getByRole("tab", { name: "t-SNE" }).click();
      await records.fill("300");
      await map.getByRole("button", { name: "Draw by t-SNE" }).click();
      await map.getByRole("img", { name: /by t-SNE/ }).waitFor();
      await page.reload();
      await map.scrollIntoViewIfNeeded();
      await map.getByRole("img", { name: /by t-SNE\. Colours show: Score/ }).waitFor();
      await map.getByRole("tab", { name: "PCA" }).click();
      await map.getByRole("img", { name: /by PCA/ }).waitFor();
      assert.deepEqual(await accessibilityFaults(page), []);
    });
    assert.deepEqual(problems, []);
  });
});
