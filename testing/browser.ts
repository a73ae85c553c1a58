import { join } from "node:path";
import { arch, platform, tmpdir } from "node:os";
import sparticuz from "@sparticuz/chromium";
import { type Browser, chromium, type LaunchOptions, type Page } from "playwright-core";
import { comesToBe } from "./frames.ts";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const FONT_CONFIG = "netsift-fonts.conf";

/** Milliseconds that a page may take: the machines of the gate are shared, and at times very busy. */
const PATIENCE_MS = 120_000;

/** Seconds in which a page must follow the window. */
const FITTING_SECONDS = 10;

/** A page in a headless browser, and what went wrong on it so far. */
export interface TestPage {
  page: Page;
  /** Uncaught errors and what the console reports as errors, such as requests that failed. */
  problems: string[];
}

/**
 * Opens a page in a headless Chromium, hands it to `use` and closes the browser.
 *
 * @throws {Error} if no browser is available, with what to install.
 */
export async function withPage<T>(use: (test: TestPage) => Promise<T>): Promise<T> {
  const browser = await launchBrowser();
  try {
    const page = await (await browser.newContext()).newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(`${error}`));
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(message.text());
    });
    return await use({ page, problems });
  } finally {
    await browser.close();
  }
}

/**
 * Gives the window a width, and waits until nothing on the page is wider: charts and scripts follow
 * a moment after the window.
 *
 * @throws {Error} if something stays too wide, with what reaches furthest to the right.
 */
export async function fitsWidth(page: Page, width: number, height = 900): Promise<void> {
  await page.setViewportSize({ width, height });
  const fits = () => document.documentElement.scrollWidth <= innerWidth;
  if (await comesToBe(page, FITTING_SECONDS, fits)) return;
  const furthest = await page.evaluate(() =>
    [...document.querySelectorAll("#content *")]
      .map((element) => ({ right: element.getBoundingClientRect().right, element }))
      .sort((a, b) => b.right - a.right)
      .slice(0, 3)
      .map(({ right, element }) =>
        `${element.tagName}.${element.className} to ${Math.round(right)}`
      )
  );
  throw new Error(`${page.url()} is wider than ${width} pixels: ${furthest.join(", ")}`);
}

/**
 * Starts a headless Chromium: on Linux x64 the one that comes with the npm packages, elsewhere an
 * installed Chrome, Edge or Chromium.
 *
 * @throws {Error} if there is none, with what to install.
 */
export async function launchBrowser(): Promise<Browser> {
  if (platform() === "linux" && arch() === "x64") {
    const folder = await unpackedChromium();
    return await launch({
      executablePath: join(folder, "chromium"),
      env: {
        ...Deno.env.toObject(),
        LD_LIBRARY_PATH: join(folder, "al2023", "lib"),
        FONTCONFIG_FILE: join(folder, FONT_CONFIG),
        HOME: folder,
      },
    });
  }
  const errors: unknown[] = [];
  for (const channel of ["chrome", "msedge", "chromium"]) {
    try {
      return await launch({ channel });
    } catch (error) {
      errors.push(error);
    }
  }
  throw new AggregateError(errors, "Browser tests need an installed Chrome, Edge or Chromium");
}

async function launch(options: LaunchOptions): Promise<Browser> {
  return await chromium.launch({ headless: true, args: FLAGS, ...options });
}

/**
 * The folder with the unpacked Chromium of `@sparticuz/chromium`, its libraries and its fonts.
 * Test files that run in parallel share one copy; the first of them unpacks it.
 */
async function unpackedChromium(): Promise<string> {
  const folder = join(tmpdir(), "netsift-chromium-153.0.0-1");
  using lock = await Deno.open(`${folder}.lock`, { create: true, write: true });
  await lock.lock(true);
  if (await exists(folder)) return folder;

  const staging = await Deno.makeTempDir({ prefix: "netsift-chromium-" });
  // The package unpacks into TMPDIR, and its system libraries only where it believes to be on
  // Amazon Linux. Its own process keeps these settings from the tests.
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", import.meta.filename!],
    env: { TMPDIR: staging, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" },
  }).output();
  if (!success) {
    throw new Error(`Chromium could not be unpacked: ${new TextDecoder().decode(stderr)}`);
  }
  // The package's own font configuration names folders of Amazon Lambda. Without any font Chromium
  // ends at the first input field.
  await Deno.writeTextFile(
    join(staging, FONT_CONFIG),
    `<?xml version="1.0"?><fontconfig><dir>${join(folder, "fonts")}</dir>` +
      `<cachedir>${join(folder, "font-cache")}</cachedir></fontconfig>`,
  );
  await Deno.rename(staging, folder);
  return folder;
}

async function exists(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

if (import.meta.main) await sparticuz.executablePath();
