import axe from "axe-core";
import type { Page } from "playwright-core";

/**
 * What axe finds wrong on the page as it is, with the elements. It does not look into frames: no page
 * has any.
 *
 * @param page to judge
 * @param rules only these; all without
 */
export async function accessibilityFaults(page: Page, rules?: string[]): Promise<string[]> {
  if (!await page.evaluate(() => "axe" in globalThis)) await page.evaluate(axe.source);
  return await page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    // To gather all that is right takes axe longer than to judge it.
    const { violations } = await axe.run({
      resultTypes: ["violations"],
      ...(runOnly && { runOnly }),
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  }, rules);
}

/** Height in CSS pixels that a finger needs, by WCAG 2.2's target size (enhanced). */
const FINGER = 44;

/** Controls on the page that are too low for a finger, with their heights. */
export async function smallTargets(page: Page): Promise<string[]> {
  return await page.evaluate((least) => {
    const controls = [
      "button",
      "a.button",
      "select",
      "summary",
      "[role=tab]",
      "input:not([type=checkbox], [type=radio], [type=hidden])",
    ];
    return [...document.querySelectorAll(controls.join(", "))].flatMap((element) => {
      const { width, height } = element.getBoundingClientRect();
      if (width === 0 || height >= least - 0.5) return [];
      const name = element.getAttribute("aria-label") ?? element.textContent?.trim();
      return [`${element.tagName} ${name}: ${Math.round(height)}`];
    });
  }, FINGER);
}
