import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import { withPage } from "../testing/browser.ts";
import { Client } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";
import { THIEF, thiefLog } from "./testdata/thief_log.ts";

/** Drops a file on the start page, as a person does. */
async function dropFile(page: Page, name: string, content: string): Promise<void> {
  const data = await page.evaluateHandle(([name, content]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], name));
    return transfer;
  }, [name, content]);
  await page.getByRole("button", { name: "Choose files" }).and(page.locator(":enabled")).waitFor();
  await page.locator(".dropzone").dispatchEvent("drop", { dataTransfer: data });
}

Deno.test("Browser: an analyst drops a log and takes a ticket along", async (t) => {
  await using server = await startServer();
  await withPage(async ({ page, problems }) => {
    let clicks = 0;
    const click = async (name: string | RegExp, role: "button" | "link" = "button") => {
      clicks++;
      await page.getByRole(role, { name }).first().click();
    };

    await t.step("two clicks lead to the sentence", async () => {
      await page.goto(server.url);
      await dropFile(page, "conn.log", thiefLog());
      await click(/^Find what is unusual/);
      await page.getByText("Which period is known to be clean?").waitFor();
      await page.getByLabel("A period").check();
      await page.getByRole("button", { name: "Start" }).click();
      await page.getByText("Enter the start of the clean period").waitFor();
      await page.getByLabel("I don't know").check();
      await click("Start");
      await page.waitForURL(/\/detections\/detection-/);
      const lead = page.locator(".verdict-lead");
      await lead.waitFor();
      const text = await lead.innerText();
      assert.match(text, /of \d+ hosts? behaves? unusually/);
      assert.ok(text.includes(`Worst: ${THIEF.host}, which`), text);
    });

    await t.step("hosts come worst first, with lanes and the worst cell open", async () => {
      const hosts = page.locator(".host-table tbody tr");
      assert.ok((await hosts.first().innerText()).includes(THIEF.host));
      const cells = page.getByRole("gridcell", { name: new RegExp(`^${THIEF.host}, `) });
      assert.ok(await cells.count() > 0);
      assert.equal(await page.locator("td[aria-selected=true]").count(), 1);
      const panel = page.locator(".cell-panel");
      await panel.getByRole("row").nth(1).waitFor();
      assert.ok((await panel.getByRole("row").nth(1).innerText()).includes(THIEF.peer));
      assert.match(await panel.innerText(), /Typical[\s\S]*Actual/);
    });

    await t.step("a click gives the ticket", async () => {
      clicks++;
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: "Export a ticket" }).click(),
      ]);
      const chunks = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk);
      const ticket = Buffer.concat(chunks).toString();
      assert.ok(ticket.startsWith(`# ${THIEF.host}: `), ticket.slice(0, 100));
      assert.ok(ticket.includes(THIEF.peer) && ticket.includes("/detections/"));
      assert.ok(clicks <= 6, `${clicks} clicks`);
      assert.doesNotMatch(await page.locator("main").innerText(), /\bAUC\b/);
    });

    await t.step("lanes are one stop of Tab, and keys move, open and close", async () => {
      assert.equal(await page.locator(".lanes td[tabindex='0']").count(), 1);
      const cell = page.locator(".lanes td[tabindex='0']");
      await cell.focus();
      const keys = async (...names: string[]) => {
        for (const name of names) await page.keyboard.press(name);
        return await page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
      };
      const first = await keys("Control+Home");
      const last = await keys("Control+End");
      assert.ok(first && last && first.startsWith(THIEF.host));
      assert.equal(await keys("Control+Home"), first);
      await keys("Enter");
      await page.locator(".cell-panel:focus").waitFor();
      await page.keyboard.press("Escape");
      await page.locator(".cell-panel").waitFor({ state: "detached" });
      assert.equal(
        await page.evaluate(() => document.activeElement?.getAttribute("aria-label")),
        first,
      );
    });

    await t.step("the address holds the view", async () => {
      await page.getByRole("button", { name: "Table" }).click();
      const rows = page.getByRole("region", { name: "Hosts over time" }).getByRole("row");
      await rows.nth(1).getByRole("button").click();
      await page.waitForURL(/view=table/);
      await page.waitForURL(/host=10/);
      const title = await page.locator("#cell-title").innerText();
      await page.reload();
      await page.locator("#cell-title").waitFor();
      assert.equal(await page.locator("#cell-title").innerText(), title);
      await rows.nth(1).waitFor();
    });

    await t.step("the host has its own page", async () => {
      await page.getByRole("link", { name: "Open host" }).click();
      await page.getByRole("heading", { name: THIEF.host, level: 1 }).waitFor();
      const text = await page.locator("main").innerText();
      for (const part of ["Behaviour", "Peers", "Ports and services", THIEF.peer, "4444"]) {
        assert.ok(text.includes(part), part);
      }
      assert.equal(await page.locator(".host-series svg[role=img]").count(), 5);
      await page.goBack();
      await page.locator("#cell-title").waitFor();
    });

    await t.step("a finding is silenced with a reason, and undone", async () => {
      await page.getByRole("button", { name: "Silence" }).click();
      await page.getByLabel("What", { exact: true }).selectOption({
        label: "All findings on this host",
      });
      await page.getByRole("button", { name: "Silence" }).last().click();
      await page.getByText("Enter a reason.").waitFor();
      assert.match(problems.splice(0).join(), /^[^,]* 422 [^,]*$/);
      await page.getByLabel("Reason", { exact: true }).fill("Planned move of the archive");
      await page.getByRole("button", { name: "Silence" }).last().click();
      const silenced = page.getByRole("region", { name: "Silenced" });
      await silenced.getByText("Planned move of the archive").waitFor();
      assert.ok(!(await page.locator(".verdict-lead").innerText()).includes(THIEF.host));
      await silenced.getByRole("button", { name: "Undo" }).click();
      await page.locator(".verdict-lead", { hasText: THIEF.host }).waitFor();
      await page.goto(page.url());
    });

    await t.step("the range narrows hosts and lanes", async () => {
      const start = page.getByRole("slider", { name: "Start of the range" });
      await start.press("End");
      await page.waitForURL(/from=/);
      assert.match(await start.getAttribute("aria-valuetext") ?? "", /2 Mar 2026|3 Mar 2026/);
      await page.getByRole("button", { name: "All", exact: true }).click();
      await page.getByText(THIEF.host).first().waitFor();
    });
    assert.deepEqual(problems, []);
  });
});

Deno.test("Browser: other states of a detection say what happened", async (t) => {
  await using server = await startServer();
  const client = new Client(server.url);
  await withPage(async ({ page, problems }) => {
    const open = async (name: string, content: string) => {
      const { id: dataset } = await client.upload(name, content);
      const { id } = await client.post<{ id: string }>("/detections", { dataset });
      await page.goto(`${server.url}/detections/${id}`);
      await page.locator(".verdict-lead, .notice-error").first().waitFor();
      return await page.locator("main").innerText();
    };

    await t.step("no hosts and no times", async () => {
      const rows = Array.from({ length: 200 }, (_, i) => `${i % 9}.5,${i % 7},tcp`);
      const text = await open("plain.csv", ["dur,size,proto", ...rows].join("\n"));
      assert.match(text, /Hosts cannot be told apart/);
      assert.match(text, /No column says when a record began/);
      assert.match(text, /Records, most unusual first/);
    });

    await t.step("nothing unusual", async () => {
      const rows = Array.from(
        { length: 300 },
        (_, i) => `${1.77e9 + 60 * i},10.0.0.${2 + i % 4},10.0.0.1,53,udp,${60 + i % 5}`,
      );
      const text = await open(
        "calm.csv",
        ["ts,src_ip,dst_ip,dst_port,proto,bytes", ...rows].join("\n"),
      );
      assert.match(text, /All \d+ hosts behaved as usual\./);
    });

    await t.step("failed", async () => {
      const text = await open("short.csv", "a,b\n1,2\n3,4\n");
      assert.match(text, /This detection failed\./);
      assert.match(text, /Rerun/);
    });
    assert.deepEqual(problems, []);
  });
});
