import assert from "node:assert/strict";
import { accessibilityFaults } from "../testing/accessibility.ts";
import { withPage } from "../testing/browser.ts";
import { Client } from "../testing/client.ts";
import { startDemoServer } from "../testing/demo_server.ts";

Deno.test("Browser: a record is judged by several models, explained, changed and taken along", async (t) => {
  await using server = await startDemoServer();
  const client = new Client(server.url);
  const { demo } = server;
  const run = await client.run({
    ...demo,
    detectors: [{ kind: "isolation-forest", params: { trees: 30 } }, { kind: "kmeans" }],
  });
  assert.equal(run.status, "done", run.error ?? "");
  const [forest, kmeans] = run.results.map(({ model }) => model);
  const { records } = await client.get<{ records: { row: number }[] }>(
    `/models/${forest}/records?kind=false-alarms&limit=100`,
  );
  const { record } = await client.get<{ record: Record<string, unknown> }>(
    `/models/${forest}/record?row=${records.at(-1)!.row}`,
  );
  await withPage(async ({ page, problems }) => {
    const verdicts = page.getByRole("status").filter({ hasText: /^(Anomaly|Normal)/ });

    await t.step("models are chosen together", async () => {
      await page.goto(`${server.url}/predict`);
      await page.getByText(/^Choose models/).click();
      for (const box of await page.getByRole("checkbox").all()) await box.check();
      await page.getByRole("button", { name: "Use these models" }).click();
      await page.waitForURL((url) => url.searchParams.getAll("model").length === 2);
    });

    await t.step("what is pasted fills the form, or is refused in words", async () => {
      await page.getByText("Paste a record", { exact: true }).click();
      const text = page.getByLabel("Line or JSON object");
      await text.fill("1,2");
      await page.getByRole("button", { name: "Fill the form" }).click();
      await page.getByText(/The line has 2 values/).waitFor();
      await text.fill(
        Object.keys(record).join(";") + "\n" + Object.values(record).join(";"),
      );
      await page.getByRole("button", { name: "Fill the form" }).click();
      await page.getByText(/Read as a header and a record/).waitFor();
      await page.getByRole("button", { name: "Predict", exact: true }).click();
      await verdicts.waitFor();
      assert.match(await verdicts.innerText(), /Isolation Forest/);
      assert.match(await verdicts.innerText(), /K-Means/);
    });

    await t.step("it is shown next to what is typical and the nearest normal record", async () => {
      const beside = page.getByRole("region", { name: "Comparison with normal records" });
      await beside.scrollIntoViewIfNeeded();
      await beside.getByText(/Nearest of [\d,]+ normal training records: row/).waitFor();
      await page.getByRole("img", { name: /typical/ }).waitFor();
      assert.deepEqual(await accessibilityFaults(page), []);
    });

    await t.step("the tabs follow the arrow keys", async () => {
      await page.getByRole("tab", { name: "Isolation Forest" }).focus();
      await page.keyboard.press("ArrowRight");
      assert.equal(
        await page.getByRole("tab", { name: "K-Means" }).getAttribute("aria-selected"),
        "true",
      );
      await page.keyboard.press("ArrowLeft");
    });

    await t.step("a change that would make it normal does so", async () => {
      const changes = page.getByRole("region", { name: "What would make it normal" });
      await changes.scrollIntoViewIfNeeded();
      await changes.getByRole("button", { name: /^Try / }).first().press("Enter");
      await page.getByRole("status").filter({ hasText: /^Normal[^]*Isolation Forest/ }).waitFor();
    });

    await t.step("the link brings the record and its models back", async () => {
      const before = await page.locator("#input-0").inputValue();
      const text = await verdicts.innerText();
      await page.getByRole("link", { name: "Link to this record and its models" }).click();
      await page.waitForURL(/record=/);
      await verdicts.waitFor();
      assert.equal(await page.locator("#input-0").inputValue(), before);
      assert.equal(await verdicts.innerText(), text);
      await page.reload();
      await verdicts.waitFor();
      assert.equal(await verdicts.innerText(), text);
      await page.getByText("curl command for Isolation Forest").click();
      const command = await page.getByLabel("curl command for Isolation Forest").innerText();
      assert.match(command, new RegExp(`${forest}/predict`));
    });

    await t.step(
      "a dataset is scored, and its highest rows lead to their explanation",
      async () => {
        await page.getByRole("link", { name: "Score a whole file" }).click();
        await page.waitForURL(/batches\?model=/);
        assert.deepEqual(await accessibilityFaults(page), []);
        await page.getByRole("button", { name: "Score file" }).click();
        await page.getByText("Choose a file or an existing dataset.").waitFor();
        await page.getByLabel("What to score").selectOption(demo.test);
        await page.getByRole("button", { name: "Score file" }).click();
        await page.getByRole("heading", { name: "Flagged rows", exact: true })
          .waitFor();
        await page.getByRole("img", { name: /^Histogram/ }).first().waitFor();
        assert.deepEqual(await accessibilityFaults(page), []);
        await page.getByRole("link", { name: /^Explain row/ }).first().click();
        await page.waitForURL(/predict\?.*dataset=/);
        await verdicts.waitFor();
        await page.getByText(/Record: row [\d,]+ of /).waitFor();
      },
    );
    assert.ok(kmeans);
    assert.deepEqual(problems, []);
  });
});
