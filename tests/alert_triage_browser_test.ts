import assert from "node:assert/strict";
import { accessibilityFaults } from "../testing/accessibility.ts";
import { fitsWidth, withPage } from "../testing/browser.ts";
import { Client } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";
import type { Alert } from "../lib/resources/alert.ts";

/** Usual connections of a few hosts. */
function traffic(): string {
  const rows = Array.from(
    { length: 400 },
    (_, i) => `10.0.0.${i % 9},10.0.1.1,${[80, 443][i % 2]},http,${300 + i % 40}`,
  );
  return ["src_ip,dst_ip,dst_port,service,bytes", ...rows].join("\n");
}

const odd = (host: number, bytes: number) => ({
  src_ip: `10.0.0.${host}`,
  dst_ip: "198.51.100.7",
  dst_port: 443,
  service: "http",
  bytes,
});

Deno.test("Browser: alerts are found, looked into, closed with a verdict, and changed in bulk", async (t) => {
  await using server = await startServer();
  const client = new Client(server.url);
  const { id } = await client.upload("flows.csv", traffic());
  const run = await client.run({ train: id, detectors: [{ kind: "mahalanobis" }] });
  for (const rule of await client.get<{ id: string }[]>("/alerts/rules")) {
    await client.fetch(`/alerts/rules/${rule.id}`, { method: "DELETE" });
  }
  await client.post("/alerts/rules", { name: "Large transfers", entity: "src_ip" }, 201);
  const records = Array.from({ length: 8 }, (_, host) => odd(host, 9_000_000 + host));
  await client.post(`/models/${run.results[0].model}/predict`, {
    records: [...records, odd(3, 8_000_000)],
  }, 200);
  while ((await client.get<Alert[]>("/alerts")).length < 8) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }

  await withPage(async ({ page, problems }) => {
    const navigation = page.getByRole("navigation", { name: "Main" });
    const link = (name: string) => page.getByRole("rowheader").getByRole("link", { name });

    await t.step("the number of open alerts is shown next to Alerts", async () => {
      await page.goto(`${server.url}/`);
      await navigation.getByRole("link", { name: "Alerts 8 open" }).click();
      await page.getByText("8 alerts", { exact: true }).waitFor();
    });

    await t.step("an alert is found, with all of its records", async () => {
      await page.getByLabel("Search").fill("10.0.0.3");
      await page.getByRole("button", { name: "Apply" }).click();
      await page.getByText("1 alert", { exact: true }).waitFor();
      await link("10.0.0.3").click();
      await page.getByRole("heading", { level: 1, name: "10.0.0.3" }).waitFor();
      assert.equal(await page.getByRole("cell", { name: "198.51.100.7 port 443" }).count(), 2);
      await page.getByRole("button", { name: /^Show record/ }).first().click();
      await page.getByText("9000003").waitFor();
    });

    await t.step(
      "closing it takes a verdict; then it is no longer among the open ones",
      async () => {
        await page.getByRole("button", { name: "Close…" }).click();
        const dialog = page.getByRole("dialog", { name: "Close this alert" });
        await dialog.getByRole("button", { name: "Close" }).click();
        await dialog.getByText(/Choose a verdict/).waitFor();
        await dialog.getByLabel("Benign, expected").check();
        await dialog.getByLabel("Note").fill("Backup to the new server");
        await dialog.getByRole("button", { name: "Close" }).click();
        await page.getByText("Closed", { exact: true }).first().waitFor();
        assert.equal(await page.getByLabel("Note").inputValue(), "Backup to the new server");
        await navigation.getByRole("link", { name: "Alerts 7 open" }).first().click();
        await page.getByText("7 alerts", { exact: true }).waitFor();
        assert.equal(await link("10.0.0.3").count(), 0);
      },
    );

    await t.step("several are assigned and acknowledged together, by keyboard", async () => {
      const box = page.getByRole("checkbox", { name: "Select 10.0.0.5" });
      await box.focus();
      await page.keyboard.press("Space");
      await page.getByRole("checkbox", { name: "Select 10.0.0.6" }).check();
      await page.getByText("2 selected.").waitFor();
      await page.getByRole("button", { name: "Assign…" }).click();
      const dialog = page.getByRole("dialog", { name: "Assign 2 alerts" });
      await dialog.getByLabel("Name").fill("Kim");
      await page.keyboard.press("Enter");
      await page.getByRole("cell", { name: "Kim" }).nth(1).waitFor();
      await page.getByRole("checkbox", { name: "Select all on this page" }).check();
      await page.getByRole("button", { name: "Acknowledge" }).click();
      await page.getByRole("heading", { name: "No open alerts" }).waitFor();
      await page.getByRole("link", { name: "All alerts" }).click();
      await page.getByText("8 alerts", { exact: true }).waitFor();
    });

    await t.step("they are grouped, and deleted with a question", async () => {
      await page.getByRole("link", { name: "Grouped by rule and host" }).click();
      await page.getByText("8 groups").waitFor();
      await link("10.0.0.3").click();
      await page.getByText("1 alert", { exact: true }).waitFor();
      await page.getByRole("checkbox", { name: "Select 10.0.0.3" }).check();
      await page.getByRole("button", { name: "Delete…" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
      await page.getByRole("heading", { name: "No alerts match" }).waitFor();
      assert.equal((await client.get<Alert[]>("/alerts")).length, 7);
    });

    await t.step("axe finds nothing, and nothing is too wide", async () => {
      const [{ id }] = await client.get<Alert[]>("/alerts");
      const paths = ["/alerts?state=any", "/alerts?state=any&view=groups", `/alerts/${id}`];
      for (const scheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
        for (const path of [...paths, "/alerts/rules"]) {
          await page.goto(server.url + path);
          await page.locator("#content button:enabled").first().waitFor();
          assert.deepEqual(await accessibilityFaults(page), [], `${path} in ${scheme}`);
          for (const width of [390, 1280]) await fitsWidth(page, width);
        }
      }
    });

    assert.deepEqual(problems.filter((problem) => !/422/.test(problem)), []);
  });
});
