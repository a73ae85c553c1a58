import type { Locator, Page } from "playwright-core";

/**
 * The longest time between two frames while a slider is dragged over half its length and back, in
 * milliseconds.
 */
export async function longestFrameOfDrag(page: Page, slider: Locator): Promise<number> {
  const box = (await slider.boundingBox())!;
  const at = (share: number) => [box.x + box.width * share, box.y + box.height / 2] as const;
  await page.evaluate(() => {
    const frames: number[] = [];
    Object.assign(globalThis, { frames });
    let last = performance.now();
    const measure = (now: number) => {
      frames.push(now - last);
      last = now;
      requestAnimationFrame(measure);
    };
    requestAnimationFrame(measure);
  });
  await page.mouse.move(...at(0.3));
  await page.mouse.down();
  await page.mouse.move(...at(0.8), { steps: 60 });
  await page.mouse.move(...at(0.5), { steps: 30 });
  await page.mouse.up();
  const frames = await page.evaluate(() => (globalThis as unknown as { frames: number[] }).frames);
  return Math.max(...frames);
}
