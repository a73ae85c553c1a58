import assert from "node:assert/strict";
import { launchBrowser } from "../testing/browser.ts";
import { Client } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";

Deno.test("Browser: times are those of the reader's time zone", async () => {
  await using server = await startServer();
  const { id } = await new Client(server.url).upload("a.csv", "a,b\n1,2\n3,4\n");
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext({ timezoneId: "Asia/Kolkata" });
    const page = await context.newPage();
    await page.goto(`${server.url}/datasets/${id}`);
    const time = page.locator("time").first();
    const at = new Date((await time.getAttribute("datetime"))!);
    const there = new Date(at.getTime() + 5.5 * 3_600_000).toISOString();
    assert.match(await time.innerText(), new RegExp(`, ${there.slice(11, 16)} GMT\\+5:30$`));
  } finally {
    await browser.close();
  }
});
