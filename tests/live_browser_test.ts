import assert from "node:assert/strict";
import { accessibilityFaults } from "../testing/accessibility.ts";
import { fitsWidth, withPage } from "../testing/browser.ts";
import { Client } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";

Deno.test("Browser: demo traffic is replayed on the live page, explained, muted, paused", async (t) => {
  await using server = await startServer();
  const client = new Client(server.url);
  const demo = await client.post<{ train: string; test: string }>("/demo", { rows: 2000 });
  await Promise.all([demo.train, demo.test].map((id) => client.ingested(id)));
  await withPage(async ({ page, problems }) => {
    await t.step("without a model the page says what to do", async () => {
      await page.goto(`${server.url}/live`);
      await page.getByRole("heading", { name: "No models yet" }).waitFor();
    });

    const run = await client.run({
      train: demo.train,
      test: demo.test,
      detectors: [{ kind: "isolation-forest", params: { trees: 30 } }],
    });
    assert.equal(run.status, "done", run.error ?? "");

    await t.step(
      "an idle page shows how to send records, and a replay is one click away",
      async () => {
        await page.goto(`${server.url}/live`);
        await page.getByRole("heading", { name: "No records yet" }).waitFor();
        const command = page.getByRole("region", { name: "Command to send a record" });
        assert.match(await command.innerText(), /curl -X POST 'http:.*\/predict'/);
        await page.getByRole("button", { name: "Start replay" }).click();
        await page.getByRole("heading", { name: "Now" }).waitFor();
        await page.getByRole("heading", { name: "Score over time" }).waitFor();
        await page.getByRole("heading", { name: "Anomalies by service" }).waitFor();
      },
    );

    const alert = page.getByRole("list", { name: "Newest alerts" }).getByRole("listitem").first();
    await t.step("an alert is explained and acknowledged with a click each", async () => {
      await alert.getByRole("button", { name: "Explain" }).click();
      await alert.getByRole("heading", { name: "Why this score" }).waitFor();
      await alert.getByRole("button", { name: "Acknowledge" }).click();
      await alert.getByText("acknowledged", { exact: true }).waitFor();
    });

    await t.step("an alert is muted with a reason", async () => {
      await alert.getByRole("button", { name: "Mute" }).click();
      await alert.getByLabel("Reason for muting").fill("Our own scanner");
      await alert.getByRole("button", { name: "8 hours" }).click();
      await alert.getByText("Muted for 8 hours").waitFor();
    });

    await t.step("drift is told", async () => {
      await page.getByText(/features have drifted|No feature has drifted/).waitFor();
    });

    await t.step("a paused page stops, and can be resumed", async () => {
      const pause = page.getByRole("button", { name: "Pause the page" });
      await pause.click();
      assert.equal(await pause.getAttribute("aria-pressed"), "true");
      await pause.click();
      assert.equal(await pause.getAttribute("aria-pressed"), "false");
    });

    await t.step("the replay is stopped", async () => {
      const stop = page.getByRole("button", { name: "Stop replay" });
      if (await stop.count() > 0) await stop.click();
      await page.getByText(/^(Stopped|Replayed): Demo traffic, test/).waitFor();
    });

    await t.step(
      "a rule, a destination and a suppression are made on the page of alerts",
      async () => {
        await page.goto(`${server.url}/alerts/rules`);
        await page.getByText("Our own scanner").first().waitFor();
        await page.getByRole("button", { name: "New destination" }).click();
        const destination = page.getByRole("dialog", { name: "New destination" });
        await destination.getByLabel("Name").fill("SIEM");
        await destination.getByLabel("Address").fill("ftp://nowhere");
        await destination.getByRole("button", { name: "Save" }).click();
        await destination.getByText(/Enter an http or https address/).first().waitFor();
        await destination.getByLabel("Address").fill("http://127.0.0.1:9/hook");
        await destination.getByRole("button", { name: "Save" }).click();
        await page.getByText(/shown only once: whsec_/).waitFor();
        await page.getByRole("button", { name: /^Send a test alert/ }).click();
        await page.getByText("It was not sent: The receiver cannot be reached.").waitFor();

        await page.getByRole("button", { name: "New rule" }).click();
        const rule = page.getByRole("dialog", { name: "New rule" });
        await rule.getByLabel("Name").fill("Scans");
        await rule.getByLabel("Group alerts by").fill("service");
        await rule.getByLabel("At least N anomalies").fill("many");
        await rule.getByLabel("SIEM").check();
        await rule.getByRole("button", { name: "Save" }).click();
        await rule.locator("#rule-count-error").waitFor();
        await rule.getByLabel("At least N anomalies").fill("5");
        await rule.getByRole("button", { name: "Save" }).click();
        await page.getByText("5 anomalies within 5 min of high severity or higher for one service.")
          .waitFor();

        await page.reload();
        await page.getByText("Sent to SIEM.").waitFor();
        assert.ok(!(await page.content()).includes("whsec_"));
      },
    );

    await t.step("axe finds nothing, and nothing is too wide", async () => {
      for (const scheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
        for (const path of ["/live", "/alerts", "/alerts/rules"]) {
          await page.goto(server.url + path);
          await page.getByRole("heading", { level: 1 }).waitFor();
          await page.locator("#content button:enabled").first().waitFor();
          assert.deepEqual(await accessibilityFaults(page), [], `${path} in ${scheme}`);
          for (const width of [390, 2560]) await fitsWidth(page, width);
          await page.setViewportSize({ width: 1280, height: 900 });
        }
      }
    });

    assert.deepEqual(problems.filter((problem) => !/422/.test(problem)), []);
  });
});
