import assert from "node:assert/strict";
import { Builder } from "fresh/dev";
import type { Page } from "playwright-core";
import { withPage } from "../../../testing/browser.ts";
import { app } from "../testdata/app/main.ts";

const builder = new Builder({ root: `${import.meta.dirname}/../testdata/app` });

Deno.test("islands are mounted in the browser", async (t) => {
  const apply = await builder.build({ snapshot: "memory" });
  apply(app);
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, app.handler());
  const origin = `http://127.0.0.1:${server.addr.port}`;
  try {
    await withPage(async ({ page, problems }) => {
      await page.goto(origin);
      await page.waitForSelector("#left button:enabled");
      await checkPage(t, page);
      await t.step("nothing went wrong on the page", () => assert.deepEqual(problems, []));
    });
  } finally {
    await server.shutdown();
  }
});

async function checkPage(t: Deno.TestContext, page: Page): Promise<void> {
  const text = (selector: string) => page.locator(selector).textContent();

  await t.step("an attribute that differs from the server's is set", async () => {
    assert.equal(await page.locator("#left button").isEnabled(), true);
  });

  await t.step("an island that shows nothing on the server appears in its place", async () => {
    assert.equal(await page.locator("#browser-only + #left").count(), 1);
  });

  await t.step("a signal that islands share changes in all of them", async () => {
    await page.click("#left button");
    await page.click("#right button");
    assert.equal(await text("#left output"), "5");
    assert.equal(await text("#right output"), "5");
    assert.equal(await text("#doubled"), "10");
    assert.equal(await text("#told"), "9");
  });

  await t.step("props keep their types, and hostile text stays text", async () => {
    const hostile = "</script><script>document.title='broken'</script><!--<script>";
    assert.equal(
      await text("#kinds"),
      "2026-01-02T03:04:05.000Z|Uint8Array|0,255|NaN number,Infinity number,-0,12 bigint|" +
        `/a<b>/gi|true|true|true|${hostile}|true`,
    );
    assert.equal(await page.title(), "Home of the fixture");
    assert.equal(await text("#toggle button"), hostile);
    assert.equal(await page.getAttribute("#toggle strong", "data-note"), hostile);
  });

  await t.step("an island inside an island is part of it", async () => {
    await page.click("#nested button");
    assert.equal(await text("#nested output"), "11");
    assert.equal(await text("#sum"), "11");
    assert.equal(await text("#outer em"), "inner island");
  });

  await t.step("children from the server appear when the island shows them", async () => {
    assert.equal(await page.locator("#content").count(), 0);
    await page.click("#toggle button");
    assert.equal(await page.locator("#toggle + #content + footer").count(), 1);
    assert.equal(await text("#content .told"), "Told by the server ");
    assert.equal(await page.locator("#content input").isDisabled(), true);
  });

  await t.step("an island within these children works and shares signals", async () => {
    assert.equal(await text("#slotted output"), "5");
    await page.click("#slotted button");
    await page.click("#inner button");
    assert.equal(await text("#slotted output"), "7");
    assert.equal(await text("#inner output"), "7");
    assert.equal(await text("#left output"), "7");
  });

  await t.step("children survive hiding and showing", async () => {
    await page.click("#toggle > button");
    assert.equal(await page.locator("#content").count(), 0);
    await page.click("#toggle > button");
    assert.equal(await text("#slotted output"), "7");
  });

  await t.step("the markup of each island appears once", async () => {
    assert.equal(await page.locator("#left").count(), 1);
    assert.equal(await page.locator("#outer").count(), 1);
    assert.equal(await page.locator("#inner").count(), 1);
    assert.equal(await page.locator("main > *").count(), 11);
  });
}
