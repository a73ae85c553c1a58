import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { accessibilityFaults } from "../testing/accessibility.ts";
import { withPage } from "../testing/browser.ts";
import { isIdle } from "../testing/idle.ts";
import { startServer } from "../testing/server.ts";

Deno.test("Browser: from demo traffic to a prediction in under a minute", async (t) => {
  await using server = await startServer();
  await withPage(async ({ page, problems }) => {
    const start = performance.now();
    await page.goto(server.url);
    assert.match(await page.title(), /Netsift/);
    await page.getByRole("button", { name: "Compare detectors on labelled demo traffic" }).click();
    await page.waitForURL(/\/train\?train=ds-.*&test=ds-/);
    await page.getByRole("button", { name: "Start training" }).click();
    await page.waitForURL(/\/runs\/run-/);
    await page.getByRole("heading", { name: /ROC/ }).first().waitFor();

    await t.step("the results of both detectors are shown", async () => {
      for (const text of ["Isolation Forest", "Autoencoder", "Accuracy", "Precision", "Recall"]) {
        assert.ok(await page.getByText(text).count() > 0, text);
      }
      assert.ok(await page.locator("canvas").count() >= 4);
      for (const canvas of await page.locator("canvas").all()) {
        const name = await canvas.evaluate((element) =>
          element.closest("[aria-label]")?.getAttribute("aria-label") ?? ""
        );
        assert.ok(name.length > 10, "each chart has a text alternative");
      }
    });
    await t.step("a reload shows the same", async () => {
      await page.reload();
      await page.getByRole("heading", { name: /ROC/ }).first().waitFor();
    });

    await t.step("a record is predicted", async () => {
      await page.getByRole("link", { name: /on a record/ }).first().click();
      await page.waitForURL(/\/predict\?model=/);
      await page.getByRole("button", { name: "Fill with a random record" }).click();
      await page.getByRole("button", { name: "Predict", exact: true }).click();
      const verdict = page.getByRole("status").filter({ hasText: /^(Anomaly|Normal)/ });
      await verdict.waitFor();
      assert.match(await verdict.innerText(), /above\s+the threshold/);
    });
    if (await isIdle()) {
      assert.ok(performance.now() - start < 60_000, "it takes less than a minute");
    }

    await t.step("a field that is wrong is named", async () => {
      const field = page.locator('input[inputmode="decimal"], input[type="number"]').first();
      await field.fill("");
      await page.getByRole("button", { name: "Predict", exact: true }).click();
      await page.locator('[aria-invalid="true"]').first().waitFor();
    });

    await t.step("axe finds nothing on a page that is not there", async () => {
      for (const scheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
        await page.goto(`${server.url}/nowhere`);
        assert.deepEqual(await accessibilityFaults(page), [], scheme);
      }
    });

    const unexpected = problems.filter((problem) => !/404|422/.test(problem));
    assert.deepEqual(unexpected, []);
  });
});

Deno.test("Browser: a file is uploaded by the picker, and a bad one is refused in words", async () => {
  await using server = await startServer();
  await withPage(async ({ page }) => {
    await page.goto(`${server.url}/datasets/new`);
    const rows = Array.from(
      { length: 200 },
      (_, i) => `${i % 9},${i % 3 ? "http" : "smtp"},${i % 5 ? "normal" : "worm"}`,
    );
    await page.locator('input[type="file"]').setInputFiles([
      {
        name: "flows.csv",
        mimeType: "text/csv",
        buffer: Buffer.from("bytes,service,label\n" + rows.join("\n")),
      },
      { name: "blank.csv", mimeType: "text/csv", buffer: Buffer.alloc(0) },
    ]);
    const link = page.locator('a[href^="/datasets/ds-"]').first();
    await link.waitFor();
    await page.getByText(/is empty|holds nothing/i).first().waitFor();
    await page.goto(`${server.url}/datasets`);
    await page.getByRole("link", { name: "flows.csv" }).click();
    await page.getByRole("heading", { name: "flows.csv" }).waitFor();
    await page.getByText("worm").first().waitFor();
  });
});

Deno.test("Browser: one click on sample traffic leads to the hosts that behave unusually", async () => {
  await using server = await startServer();
  await withPage(async ({ page, problems }) => {
    // A smaller office says as much.
    await page.route("**/api/v1/demo", (route) => {
      const body = JSON.parse(route.request().postData()!);
      return route.continue({ postData: JSON.stringify({ ...body, hosts: 20 }) });
    });
    await page.goto(server.url);
    await page.getByRole("button", { name: "Try it with sample traffic" }).click();
    await page.waitForURL(/\/detections\/detection-/);
    await page.getByText(/hosts? behaves? unusually/).waitFor();
    assert.doesNotMatch(await page.locator("main").innerText(), /AUC/);

    await page.goto(server.url);
    const worst = page.getByRole("region", { name: "Worst hosts" }).getByRole("link").nth(1);
    const host = await worst.innerText();
    await worst.click();
    await page.getByRole("heading", { name: new RegExp(`^${host},`) }).waitFor();
    assert.deepEqual(problems, []);
  });
});
