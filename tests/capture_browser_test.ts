import assert from "node:assert/strict";
import { basename, join } from "node:path";
import type { Page } from "playwright-core";
import { ACK, FIN, SYN, UDP } from "../lib/capture/packets/decoded_packet.ts";
import { type PacketSpec, pcap } from "../lib/capture/testing.ts";
import { withPage } from "../testing/browser.ts";
import { realDataFolder } from "../testing/real_data.ts";
import { startServer } from "../testing/server.ts";

/** Web visits and name lookups of three hosts. */
function office(): PacketSpec[] {
  return Array.from({ length: 120 }, (_, i): PacketSpec[] => {
    const time = i * 2;
    const ends = { source: `10.0.0.${1 + i % 3}`, destination: "10.0.1.1", sourcePort: 40_000 + i };
    const back = {
      source: ends.destination,
      destination: ends.source,
      sourcePort: 80,
      destinationPort: ends.sourcePort,
    };
    return [
      { ...ends, time, protocol: UDP, destinationPort: 53, payload: 30 + i % 5 },
      { ...ends, time: time + 0.1, flags: SYN },
      { ...back, time: time + 0.2, flags: SYN | ACK },
      { ...ends, time: time + 0.3, payload: 200 + i % 70 },
      { ...back, time: time + 0.5, payload: 900 + 7 * (i % 90) },
      { ...ends, time: time + 0.6, flags: FIN | ACK },
      { ...back, time: time + 0.7, flags: FIN | ACK },
      { ...ends, time: time + 0.8 },
    ];
  }).flat();
}

/** Drops a file on the page, as people do from a folder. */
async function drop(page: Page, file: string): Promise<void> {
  const content = (await Deno.readFile(file)).toBase64();
  const dropped = await page.evaluateHandle(({ content, name }) => {
    const transfer = new DataTransfer();
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    transfer.items.add(new File([bytes], name));
    return transfer;
  }, { content, name: basename(file) });
  await page.locator(".dropzone").dispatchEvent("drop", { dataTransfer: dropped });
}

const data = await realDataFolder();
if (data === null) console.warn("No real captures here: a generated one is uploaded.");

Deno.test("Browser: a capture becomes flows, a model and results", async () => {
  await using server = await startServer();
  const folder = await Deno.makeTempDir();
  const file = data === null
    ? join(folder, "office.pcap")
    : join(data, "captures", "test-cc-capture-2.pcap");
  try {
    if (data === null) await Deno.writeFile(file, pcap(office()));
    await withPage(async ({ page, problems }) => {
      await page.goto(`${server.url}/datasets/new`);
      await page.locator("button:enabled", { hasText: "Choose files" }).waitFor();
      await drop(page, file);
      await page.getByRole("link", { name: "View dataset" }).click();
      await page.getByText("Packet capture").first().waitFor();
      await page.getByRole("row", { name: /conn_state/ }).first().waitFor();
      await page.getByRole("link", { name: "Train a model" }).first().click();
      await page.locator("button:enabled", { hasText: "Train" }).last().click();
      await page.waitForURL(/\/runs\/run-/);
      await page.getByText("Done").first().waitFor();
      assert.match(await page.locator("#content").innerText(), /Isolation Forest/);
      assert.deepEqual(problems, []);
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
