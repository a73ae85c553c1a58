import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { accessibilityFaults } from "../testing/accessibility.ts";
import { fitsWidth, withPage } from "../testing/browser.ts";
import { Client, type Dataset } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";

/** 300 flows with a column of each kind, every tenth rate infinite, some missing. */
function flows(): string {
  const lines = Array.from({ length: 300 }, (_, i) => {
    const rate = i % 10 === 3 ? "Infinity" : i % 15 === 6 ? "" : i % 23;
    const label = i % 6 === 0 ? "worm" : i % 6 === 1 ? "scan" : "normal";
    return [i % 97, i % 5, rate, ["http", "smtp"][i % 2], `10.0.0.${i % 9}`, label].join();
  });
  return ["bytes,port,rate,service,src_ip,label", ...lines].join("\n");
}

/** A table with many columns and no label. */
function wide(columns: number): string {
  const cells = (value: (column: number) => number | string) =>
    Array.from({ length: columns }, (_, column) => value(column)).join();
  const lines = Array.from({ length: 40 }, (_, row) => cells((column) => (row * column) % 17));
  return [cells((column) => `feature_${column}`), ...lines].join("\n");
}

const said = (page: Page, text: RegExp) =>
  page.getByRole("status").filter({ hasText: text }).waitFor();

Deno.test("Browser: what is chosen on a dataset's page is kept", async (t) => {
  await using server = await startServer();
  const client = new Client(server.url);
  const { id } = await client.upload("flows.csv", flows());
  const profile = () => client.get<Dataset>(`/datasets/${id}`);
  const column = async (name: string) =>
    (await profile()).columns.find((each) => each.name === name)!;

  await withPage(async ({ page, problems }) => {
    const open = async () => {
      await page.goto(`${server.url}/datasets/${id}`);
      await page.waitForLoadState("networkidle");
    };
    await open();

    await t.step("a role is saved at once, survives a reload and can be undone", async () => {
      const role = page.getByLabel("Use of port");
      assert.equal(await role.inputValue(), "numeric");
      await role.selectOption("categorical");
      await said(page, /^Saved. port: used as Category/);
      assert.equal((await column("port")).role, "categorical");
      await page.getByRole("button", { name: "Undo" }).click();
      await said(page, /^Undone. port: used as Number/);
      assert.equal((await column("port")).role, "numeric");
      assert.equal(await role.inputValue(), "numeric");
      await role.selectOption("ignored");
      await said(page, /^Saved. port: used as Ignored/);
      await open();
      assert.equal(await role.inputValue(), "ignored");
    });

    await t.step("two choices in a row are both kept", async () => {
      await page.getByLabel("Use of port").selectOption("numeric");
      await page.getByLabel("Use of service").selectOption("ignored");
      await said(page, /^Saved. service: used as Ignored/);
      assert.equal((await column("port")).role, "numeric");
      assert.equal((await column("service")).role, "ignored");
    });

    await t.step("a column that is off says why", async () => {
      const reason = await page.getByLabel("Use of src_ip").getAttribute("aria-describedby");
      assert.ok(reason, "the select refers to the reason");
      assert.ok((await page.locator(`#${reason}`).innerText()).length > 10);
    });

    await t.step(
      "a policy is offered where values are missing, and shows what it costs",
      async () => {
        assert.equal(await page.getByLabel("Missing and infinite values of bytes").count(), 0);
        const policy = page.getByLabel("Missing and infinite values of rate");
        await policy.selectOption("drop-row");
        await said(page, /^Saved. rate: drop the row/);
        await open();
        assert.equal(await policy.inputValue(), "drop-row");
        const { labels } = await profile();
        const worm = labels.find(({ name }) => name === "worm")!;
        assert.equal(worm.dropped, 10);
        await page.getByRole("columnheader", { name: "Left out" }).waitFor();
        const cells = await page.getByRole("row", { name: /^worm/ }).innerText();
        assert.match(cells, /\b10 \(20\.0%\)/);
      },
    );

    await t.step("labels are ticked as normal, cancelled and saved", async () => {
      const scan = page.getByLabel("scan is normal");
      await scan.check();
      await page.getByRole("button", { name: "Cancel" }).first().click();
      assert.equal(await scan.isChecked(), false);
      await scan.check();
      await page.getByRole("button", { name: "Save" }).first().click();
      await page.getByText("2 of 3 labels are normal").waitFor();
      await open();
      assert.equal(await scan.isChecked(), true);
    });

    await t.step("the server's refusal is shown at the field", async () => {
      for (const name of ["scan", "normal"]) await page.getByLabel(`${name} is normal`).uncheck();
      await page.getByRole("button", { name: "Save" }).first().click();
      const invalid = page.locator('[aria-invalid="true"]');
      await invalid.waitFor();
      const error = await invalid.getAttribute("aria-describedby");
      assert.match(await page.locator(`#${error}`).innerText(), /At least one label/);
      await page.getByRole("button", { name: "Cancel" }).first().click();
    });

    await t.step("another column becomes the label, then none", async () => {
      const label = page.getByLabel("Label column");
      await label.selectOption("=service");
      await page.getByRole("button", { name: "Save" }).first().click();
      await page.getByLabel("http is normal").waitFor();
      await open();
      assert.equal(await label.inputValue(), "=service");
      await label.selectOption("none");
      await page.getByRole("button", { name: "Save" }).first().click();
      await page.getByText("This dataset has no labels.").waitFor();
      await label.selectOption("=label");
      await page.getByRole("button", { name: "Save" }).first().click();
      await page.getByLabel("worm is normal").waitFor();
      assert.equal((await profile()).labelColumn, "label");
    });

    await t.step("axe finds nothing, the page never scrolls sideways", async () => {
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await open();
        assert.deepEqual(await accessibilityFaults(page), [], colorScheme);
      }
      for (const width of [390, 768, 1280, 2560]) await fitsWidth(page, width);
    });
    assert.deepEqual(problems.filter((problem) => !/422/.test(problem)), []);
  });
});

Deno.test("Browser: a table of 400 columns is shown in parts and searched as a whole", async () => {
  await using server = await startServer();
  const { id, error } = await new Client(server.url).upload("wide.csv", wide(400));
  assert.equal(error, null);
  await withPage(async ({ page, problems }) => {
    await page.goto(`${server.url}/datasets/${id}`);
    await page.getByText("This dataset has no labels.").waitFor();
    const roles = page.getByLabel(/^Use of/);
    assert.equal(await roles.count(), 50);
    await page.getByRole("button", { name: "Show 50 more" }).click();
    await roles.nth(99).waitFor();
    assert.equal(await roles.count(), 100);
    await page.getByLabel("Search columns").fill("feature_399");
    await page.getByLabel("Use of feature_399").waitFor();
    assert.equal(await roles.count(), 1);
    assert.deepEqual(problems, []);
  });
});
