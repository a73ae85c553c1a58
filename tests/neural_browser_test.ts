import assert from "node:assert/strict";
import type { Run } from "../lib/resources/run.ts";
import { accessibilityFaults } from "../testing/accessibility.ts";
import { withPage } from "../testing/browser.ts";
import { Client } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";

/** Connections of three hosts; every fifth is a worm where there are labels. */
function flows(rows: number, labelled: boolean): string {
  const lines = Array.from({ length: rows }, (_, i) => {
    const values = [`10.0.0.${i % 3}`, i % 9 + (i % 5 ? 0 : 40), i % 7, i % 3 ? "http" : "smtp"];
    return [...values, ...(labelled ? [i % 5 ? "normal" : "worm"] : [])].join();
  });
  return [`host,bytes,count,service${labelled ? ",label" : ""}`, ...lines].join("\n");
}

Deno.test("Browser: neural detectors are chosen, watched while they train, and explained", async (t) => {
  await using server = await startServer();
  const client = new Client(server.url);
  const labelled = await client.upload("labelled.csv", flows(900, true));
  const plain = await client.upload("plain.csv", flows(300, false));
  await withPage(async ({ page, problems }) => {
    await t.step("the footer names the engine", async () => {
      const engine = page.getByRole("contentinfo").getByText(
        /Engine: TensorFlow\.js \w+, .*thread/,
      );
      for (let attempt = 0; attempt < 40 && await engine.count() === 0; attempt++) {
        await page.waitForTimeout(500); // it is found out after the start
        await page.goto(server.url);
      }
      assert.equal(await engine.count(), 1);
    });

    await t.step("a detector that needs labels is not offered without them", async () => {
      await page.goto(`${server.url}/train?train=${plain.id}&mode=advanced`);
      const classifier = page.getByLabel("LSTM classifier", { exact: true });
      assert.ok(await classifier.isDisabled());
      await page.getByText("The training data has no labels to learn from.").waitFor();
    });

    await t.step("sequences can be chosen where a detector looks at windows", async () => {
      await page.goto(`${server.url}/train?train=${labelled.id}&mode=advanced`);
      await page.locator("button:enabled", { hasText: "Start training" }).waitFor();
      assert.equal(await page.getByLabel("Sequences").count(), 0);
      for (const title of ["Isolation Forest", "Autoencoder"]) {
        await page.getByLabel(title, { exact: true }).uncheck();
      }
      for (const title of ["LSTM autoencoder", "LSTM classifier"]) {
        await page.getByLabel(title, { exact: true }).check();
        const settings = page.getByRole("group", { name: title, exact: true });
        await settings.locator("summary").click();
        await settings.getByLabel("Window").fill("4");
        await settings.getByLabel("Layers").fill("8");
        await settings.getByLabel("Maximum epochs").fill("3");
      }
      await page.getByLabel("Sequences").selectOption("host");
      assert.deepEqual(await accessibilityFaults(page), []);
    });

    await t.step("the results say what each model learned from and what trained it", async () => {
      await page.getByRole("button", { name: "Start training" }).click();
      await page.getByRole("heading", { name: /ROC/ }).first().waitFor();
      await page.getByText(/also learned from [\d,]+ attacks?/).waitFor();
      await page.getByRole("tab", { name: "LSTM classifier" }).click();
      const notes = await page.locator(".notes").innerText();
      assert.match(notes, /Supervised: it learned from \d+ labelled attacks/);
      assert.match(notes, /each score also uses the 3 preceding records/);
      assert.match(notes, /Engine: (Fast kernels|TensorFlow\.js).*\d thread/);
      await page.locator("summary", { hasText: "Settings of this run" }).click();
      await page.getByText("One sequence for each value of host.").waitFor();
    });

    await t.step("a prediction says what becomes of a single record", async () => {
      await page.getByRole("link", { name: /Try LSTM classifier/ }).click();
      await page.getByText("This model scores windows of 4 records.").waitFor();
      assert.deepEqual(await accessibilityFaults(page), []);
    });

    await t.step("losses are drawn while it trains, also after a reload", async () => {
      const patient = { epochs: 1000, patience: 1000, hidden: [512, 256] };
      const { id } = await client.post<Run>("/runs", {
        train: labelled.id,
        detectors: [{ kind: "autoencoder", params: patient }],
      });
      const chart = page.getByRole("img", { name: /^Loss over \d+ epochs?: training from/ });
      const epochs = async () =>
        Number(/\d+/.exec(await chart.getAttribute("aria-label") ?? "")?.[0]);
      await page.goto(`${server.url}/runs/${id}`);
      await chart.waitFor();
      const first = await epochs();
      await page.waitForFunction(
        (first) =>
          Number(/\d+/.exec(document.querySelector("canvas")?.ariaLabel ?? "")?.[0]) > first,
        first,
      );
      const before = await epochs();
      await page.reload();
      await chart.waitFor();
      assert.ok(await epochs() >= before);
      const numbers = page.locator("details", { hasText: "Show the numbers" });
      await numbers.locator("summary").click();
      assert.ok(await numbers.locator("tbody tr").count() >= before);
      assert.deepEqual(await accessibilityFaults(page), []);
      await page.getByRole("button", { name: "Cancel run" }).click();
      await page.getByText("This run was cancelled.").waitFor();
    });
    assert.deepEqual(problems, []);
  });
});
