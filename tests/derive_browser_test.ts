import assert from "node:assert/strict";
import { withPage } from "../testing/browser.ts";
import { Client } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";

function flows(from: number, to: number): string {
  const lines = Array.from({ length: to - from }, (_, i) => {
    const n = from + i;
    return `${n % 50},${n % 3 ? "http" : "smtp"},${n % 5 ? "normal" : "worm"}`;
  });
  return ["bytes,service,label", ...lines].join("\n") + "\n";
}

Deno.test("Browser: datasets are combined, sampled, compared, downloaded and deleted", async (t) => {
  // Nothing listens on port 1: the download fails as it does without internet.
  await using server = await startServer({ env: { NETSIFT_DOWNLOAD_BASE: "http://127.0.0.1:1/" } });
  const client = new Client(server.url);
  const monday = await client.upload("monday.csv", flows(0, 500));
  const tuesday = await client.upload("tuesday.csv", flows(300, 900));
  await withPage(async ({ page, problems }) => {
    await t.step("two are combined by their boxes", async () => {
      await page.goto(`${server.url}/datasets`);
      await page.getByLabel("Choose monday.csv").check();
      await page.getByLabel("Choose tuesday.csv").check();
      await page.getByRole("button", { name: "Combine" }).click();
      await page.getByRole("heading", { name: "monday.csv + tuesday.csv" }).waitFor();
      await page.getByText("1,100").first().waitFor();
      assert.match(
        await page.locator(".page-title").innerText(),
        /Combined from monday\.csv and tuesday\.csv/,
      );
    });

    await t.step("a sample is drawn by the form, which names what is wrong", async () => {
      await page.locator("button:enabled", { hasText: "Create two datasets" }).waitFor();
      await page.getByLabel("Operation").selectOption("sample");
      await page.getByLabel("Rows", { exact: true }).fill("many");
      await page.getByRole("button", { name: "Create sample" }).click();
      await page.getByText("Enter a number of rows").waitFor();
      await page.getByLabel("Rows", { exact: true }).fill("70");
      await page.getByRole("button", { name: "Create sample" }).click();
      await page.getByText(/70 rows of .*, drawn at random with seed 42/).waitFor();
      const csv = page.waitForEvent("download");
      await page.getByRole("link", { name: "CSV", exact: true }).click();
      assert.match((await csv).suggestedFilename(), /^monday\.csv \+ tuesday.*\.csv$/);
    });

    await t.step("the training form tells the overlap", async () => {
      await page.goto(`${server.url}/train?train=${monday.id}&test=${tuesday.id}`);
      await page.getByText("100% of the test rows (600) also appear in the training data")
        .waitFor();
    });

    await t.step("a download that cannot be made says what to do", async () => {
      await page.goto(`${server.url}/datasets/new`);
      await page.getByRole("group", { name: "NSL-KDD, test data" })
        .getByRole("button", { name: "Download" }).click();
      await page.getByText("The address cannot be reached from this machine.")
        .waitFor();
      await page.getByRole("button", { name: "Delete" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
      await page.waitForURL(/\/datasets$/);
      assert.equal(await page.getByText("NSL-KDD, test data").count(), 0);
    });
    assert.deepEqual(problems, []);
  });
});
