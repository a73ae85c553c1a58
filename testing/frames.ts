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

/** Frames that a page draws in a second on a machine that is not busy. */
const FRAMES_A_SECOND = 60;

/**
 * Whether something comes to be on a page in as many frames as it draws in some seconds. A busy
 * machine draws fewer a second and is given longer, so that slow pages fail and slow machines do not.
 *
 * @param seconds on a machine that is not busy
 * @param isSo runs in the page, before each frame; it may use nothing from outside
 */
export async function comesToBe(
  page: Page,
  seconds: number,
  isSo: () => boolean,
): Promise<boolean> {
  return await page.evaluate<boolean>(`(async () => {
    const isSo = ${isSo};
    for (let frame = 0; frame < ${seconds * FRAMES_A_SECOND}; frame++) {
      if (isSo()) return true;
      await new Promise(requestAnimationFrame);
    }
    return false;
  })()`);
}
