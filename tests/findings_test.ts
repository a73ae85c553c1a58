import assert from "node:assert/strict";
import type { Findings } from "../lib/explain/findings/types.ts";
import { accessibilityFaults } from "../testing/accessibility.ts";
import { fitsWidth, withPage } from "../testing/browser.ts";
import { Client, problem } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";

/** Connections without labels, one a second; a host sends far more than the others for a while. */
function traffic(rows: number): string {
  const lines = Array.from({ length: rows }, (_, i) => {
    const odd = i >= 1200 && i < 1230;
    const at = new Date(Date.UTC(2026, 2, 1, 10) + i * 1000).toISOString().slice(0, 19);
    const host = odd ? "10.9.9.9" : `10.0.0.${i % 17}`;
    const bytes = odd ? 5_000_000 + i : 500 + (i * 7919) % 400;
    return `${at.replace("T", " ")},${host},198.51.100.7,${1024 + i % 5000},${bytes},${i % 9}`;
  });
  return ["timestamp,src_ip,dst_ip,src_port,bytes,packets", ...lines].join("\n");
}

Deno.test("API and page: a run without labels says what is flagged, when, by which host and why", async () => {
  await using server = await startServer();
  const client = new Client(server.url);
  const dataset = await client.upload("flows.csv", traffic(2000));
  const run = await client.run({
    train: dataset.id,
    test: dataset.id,
    features: ["bytes", "packets"],
    seed: 1,
    detectors: [
      { kind: "isolation-forest", threshold: { rule: "contamination", share: 0.02 } },
      { kind: "ecod" },
    ],
  });
  assert.equal(run.status, "done", run.error ?? "");
  const [{ model }] = run.results;
  const { records, flagged, time, hosts, destinations, columns, top } = await client.get<Findings>(
    `/models/${model}/findings`,
  );
  assert.equal(records, 2000);
  assert.equal(flagged, run.results[0].flaggedRows);
  assert.ok(time && hosts);
  assert.deepEqual([time.column, hosts.column], ["timestamp", "src_ip"]);
  assert.deepEqual([hosts.top[0].host, hosts.top[0].flagged], ["10.9.9.9", 30]);
  assert.deepEqual([destinations?.column, destinations?.total], ["dst_ip", 1]);
  assert.equal(hosts.top[0].first, Date.UTC(2026, 2, 1, 10, 20));
  assert.equal(time.flaggedOf.reduce((a, b) => a + b), flagged);
  assert.deepEqual(columns, ["src_ip", "dst_ip", "src_port"]);
  assert.equal(top[0].identity[0], "10.9.9.9");
  assert.equal(top[0].reasons[0].feature, "bytes");

  await withPage(async ({ page, problems }) => {
    await page.goto(`${server.url}/runs/${run.id}`);
    await page.getByText(/finds the most planted anomalies|changes least|no model does better/)
      .first().waitFor();
    const detectors = page.getByRole("region", { name: "Detectors of this run: table" });
    assert.match(await detectors.getByRole("row").nth(1).innerText(), /in 1,000\s+no target/);
    const unusual = page.getByRole("region", { name: "Hosts, worst first: table" });
    assert.match(await unusual.getByRole("row").nth(1).innerText(), /^10\.9\.9\.9\s+2 of 2\s+30/);
    await page.getByRole("img", {
      name: `Isolation Forest: ${flagged} of 2,000 test records score above the threshold`,
    }).waitFor();
    await page.getByText("both", { exact: false }).first().waitFor();
    await page.getByRole("heading", { name: "Judge 20 records" }).scrollIntoViewIfNeeded();
    const record = page.getByRole("group", { name: "Record 1 of 20" });
    await record.getByText(/^(Raised the score most|No single feature)/).waitFor();
    await record.getByRole("button", { name: "Attack" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("group", { name: "Record 2 of 20" }).waitFor();
    await page.getByText(/^You marked 1 of 1 as attack: 100%\. Of all \d+ flagged records, between/)
      .waitFor();
    await page.getByRole("button", { name: "Previous record" }).click();
    await record.getByRole("button", { name: "Attack", pressed: true }).click();
    await page.getByText("0 of 20 judged").waitFor();
    await page.getByRole("heading", { name: "Findings" }).scrollIntoViewIfNeeded();
    await page.getByText(/^Isolation Forest flagged \d+ of 2,000 records \(.*between 1 Mar 2026, /)
      .waitFor();
    const table = page.getByRole("region", { name: "Hosts with the most flagged records: table" });
    assert.match(await table.getByRole("row").nth(1).innerText(), /^10\.9\.9\.9\s+30\s+30\s+100%/);
    await page.getByRole("img", { name: /flagged records from 1 Mar 2026/ }).waitFor();
    await page.getByRole("region", { name: "Top records to review, Isolation Forest: table" })
      .waitFor();
    const side = page.getByRole("group", { name: "Group hosts by" });
    await side.getByRole("button", { name: "Source", pressed: true }).focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await side.getByRole("button", { name: "Destination", pressed: true }).waitFor();
    assert.match(await table.getByRole("row").nth(1).innerText(), /^198\.51\.100\.7\s+\d+\s+2,000/);
    await page.getByRole("heading", { name: "Where the models agree" }).scrollIntoViewIfNeeded();
    await page.getByRole("region", { name: "Hybrids of the models chosen: table" }).waitFor();
    await page.getByText(/^Explain row/).first().waitFor();
    assert.ok(!(await page.locator("body").textContent())!.includes("n/a"));
    await page.getByRole("tab", { name: "ECOD" }).first().click();
    await page.getByText(/^ECOD \(tails\) flagged/).waitFor();
    assert.deepEqual(await accessibilityFaults(page), []);
    await fitsWidth(page, 390);
    assert.deepEqual(problems, []);
  });

  await client.fetch(`/datasets/${dataset.id}`, { method: "DELETE" });
  await problem(await client.fetch(`/models/${model}/findings`), 409);
});
