import assert from "node:assert/strict";
import { accessibilityFaults } from "../testing/accessibility.ts";
import { fitsWidth, withPage } from "../testing/browser.ts";
import { startServer } from "../testing/server.ts";

const ADMIN = "the-token-of-the-administrator";

Deno.test("people log in, make a token and log out, in a browser that runs no inline script", async () => {
  await using server = await startServer({ env: { NETSIFT_TOKEN: ADMIN } });
  await withPage(async ({ page, problems }) => {
    await page.goto(`${server.url}/access`);
    assert.match(page.url(), /\/login\?next=%2Faccess$/);
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.getByLabel("Token").fill("wrong");
    await page.getByRole("button", { name: "Log in" }).click();
    await page.getByText("This token is not known").waitFor();
    assert.equal(problems.filter((text) => !text.includes("401")).length, 0, problems.join("\n"));
    problems.length = 0;

    await page.getByLabel("Token").fill(ADMIN);
    await page.getByRole("button", { name: "Log in" }).click();
    await page.getByRole("heading", { name: "API tokens" }).waitFor();
    assert.equal(new URL(page.url()).pathname, "/access");

    await page.locator("#token-name").fill("browser test");
    await page.getByRole("button", { name: "Create token" }).click();
    const token = (await page.locator(".secret").textContent())!;
    assert.match(token, /^nst_/);
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.getByRole("link", { name: "Done" }).click();
    await page.getByRole("rowheader", { name: "browser test" }).waitFor();
    assert.ok(!(await page.content()).includes(token), "shown once");
    assert.ok(await page.getByRole("cell", { name: "token.create" }).first().isVisible());

    await fitsWidth(page, 390);
    const heights = await page.locator("tbody tr").evaluateAll((rows) =>
      rows.map((row) => row.getBoundingClientRect().height)
    );
    assert.ok(Math.max(...heights) < 150, `no column is as narrow as a letter: ${heights}`);
    await page.setViewportSize({ width: 1280, height: 720 });

    await page.getByRole("button", { name: /^Revoke/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
    await page.getByText("No tokens yet.").waitFor();

    await page.goto(`${server.url}/docs/api`);
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "globalThis.injected = true";
      document.body.append(script);
    });
    assert.equal(await page.evaluate(() => "injected" in globalThis), false);
    assert.ok(problems.some((text) => /Content Security Policy/.test(text)));
    problems.length = 0;

    await page.getByRole("button", { name: "Log out" }).click();
    await page.getByRole("heading", { name: "Log in" }).waitFor();
    await page.goto(`${server.url}/runs`);
    assert.match(page.url(), /\/login/);
    assert.deepEqual(problems, []);
  });
});
