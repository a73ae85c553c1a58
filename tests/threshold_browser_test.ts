import assert from "node:assert/strict";
import { accessibilityFaults } from "../testing/accessibility.ts";
import { withPage } from "../testing/browser.ts";
import { Client } from "../testing/client.ts";
import { startDemoServer } from "../testing/demo_server.ts";
import { WITH_IMPORTANCE } from "../testing/server.ts";

Deno.test("Browser: the threshold of a model changes on the run page, and back", async (t) => {
  await using server = await startDemoServer({ env: WITH_IMPORTANCE });
  const client = new Client(server.url);
  const { demo } = server;
  const run = await client.run({
    ...demo,
    scaling: "auto",
    filters: { nearConstant: 0 },
    detectors: [
      { kind: "isolation-forest" },
      { kind: "kmeans", params: { clusters: "auto" } },
    ],
  });
  assert.equal(run.status, "done", run.error ?? "");
  await withPage(async ({ page, problems }) => {
    await page.goto(`${server.url}/runs/${run.id}`);
    const editor = page.locator("details", { hasText: "Change the threshold" });
    const rule = editor.getByLabel("Threshold", { exact: true });
    const apply = editor.getByRole("button", { name: "Apply" });
    const row = page.getByRole("region", { name: "Results of each model" })
      .getByRole("row", { name: /^K-Means/ });
    const flagged = async () => await page.locator(".confusion td strong").allInnerTexts();
    const openModel = async () => {
      await editor.locator("button:enabled").first().waitFor({ state: "attached" });
      await page.getByRole("tab", { name: "K-Means" }).click();
    };
    await openModel();
    const before = { row: await row.innerText(), flagged: await flagged() };

    await t.step("charts show what the model goes by, and how many clusters it took", async () => {
      const importance = page.getByRole("img", { name: /^Drop in ROC-AUC\./ });
      await importance.waitFor();
      await page.getByLabel("Measured by").selectOption("explanation");
      await page.getByRole("img", { name: /^Mean contribution in explanations\./ }).waitFor();
      await page.getByRole("img", { name: /^Mean silhouette for 2 to 16 clusters/ }).waitFor();
    });

    await t.step("what is wrong is said in place", async () => {
      await editor.locator("summary").click();
      await editor.getByLabel("Quantile", { exact: true }).fill("2");
      await apply.click();
      await editor.getByText(/Enter a number from/).waitFor();
      await page.waitForFunction(() =>
        document.activeElement?.getAttribute("aria-invalid") === "true"
      );
    });

    await t.step("all metrics follow another rule", async () => {
      await rule.selectOption("contamination");
      await editor.getByLabel(/^Share/).fill("0.1");
      await apply.click();
      await editor.getByText(/The threshold of K-Means is .* flagged/).waitFor();
      assert.match(await row.innerText(), /Flags the highest 10% of the test records/);
      assert.notDeepEqual(await flagged(), before.flagged);
      assert.deepEqual(await accessibilityFaults(page), []);
    });

    await t.step("a rule that uses test labels is marked", async () => {
      await rule.selectOption("best-f1");
      await editor.getByText("This rule uses test labels").waitFor();
      await apply.click();
      await row.getByText("threshold uses test labels").waitFor();
      await page.reload();
      assert.match(await row.innerText(), /threshold uses test labels/);
    });

    await t.step("the rule of the run returns", async () => {
      await openModel();
      await editor.locator("summary").click();
      await editor.getByRole("button", {
        name: /^Reset to: flags the most unusual 3% of normal traffic/,
      }).click();
      await editor.getByText(/The threshold of K-Means is/).waitFor();
      assert.deepEqual({ row: await row.innerText(), flagged: await flagged() }, before);
    });

    await t.step("the settings say how features became numbers", async () => {
      await page.locator("summary", { hasText: "Settings of this run" }).click();
      await page.getByText("Constant columns were left out.").waitFor();
      await page.getByText(/^Logarithm, then standard: .*src_bytes/).waitFor();
      await page.locator("summary", { hasText: /columns? left out/ }).click();
      await page.getByRole("cell", { name: "constant", exact: true }).first().waitFor();
    });

    await t.step("without labels no rule is offered that needs them", async () => {
      const lines = Array.from({ length: 300 }, (_, i) => `${i % 7},${(i * 37) % 11}`);
      const plain = await client.upload("plain.csv", ["bytes,packets", ...lines].join("\n"));
      const { id, error } = await client.run({
        train: plain.id,
        detectors: [{ kind: "isolation-forest" }],
      });
      assert.equal(error, null);
      await page.goto(`${server.url}/runs/${id}`);
      await page.getByRole("img", { name: /^Change in scores/ }).waitFor();
      const usable = async (name: RegExp) =>
        await editor.locator("option", { hasText: name }).isEnabled();
      assert.deepEqual(await Promise.all([/Best F1/, /Youden/, /Fixed/].map(usable)), [
        false,
        false,
        true,
      ]);
      assert.deepEqual(await accessibilityFaults(page), []);
    });
    assert.deepEqual(problems, []);
  });
});
