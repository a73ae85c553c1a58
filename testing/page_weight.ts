import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";

/** What a page weighs. */
export interface PageWeight {
  html: string;
  /** Bytes of all script that the page loads until nothing more comes, gzipped. */
  scripts: number;
}

/** Opens an address in a page and weighs what comes. */
export async function pageWeight(address: string, page: Page): Promise<PageWeight> {
  const loads: Promise<Uint8Array>[] = [];
  const onResponse = (response: Awaited<ReturnType<Page["waitForResponse"]>>) => {
    if (response.request().resourceType() === "script") loads.push(response.body());
  };
  page.on("response", onResponse);
  const answer = await page.goto(address);
  await page.waitForLoadState("networkidle");
  page.off("response", onResponse);
  const bodies = await Promise.all(loads);
  return {
    html: await answer!.text(),
    scripts: bodies.reduce((sum, body) => sum + gzipSync(body).length, 0),
  };
}
