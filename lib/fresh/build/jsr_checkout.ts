import { cp, mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";

/** The checkout's folder inside the project. */
const FOLDER = ".jsr";

/** What a project holds besides its sources: never copied, and kept where it is in the checkout. */
const OWN = new Set([FOLDER, ".git", "node_modules", "data"]);

/**
 * Makes a checkout of the project that runs on Fresh itself: its `deno.json` is what
 * `deno.jsr.json` says, so that every process that is started in it follows, bundler and tests
 * included.
 *
 * @param root the folder of the project
 * @returns the folder of the checkout
 */
export async function prepareCheckout(root: string): Promise<string> {
  const folder = join(root, FOLDER);
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    if (!OWN.has(name)) await rm(join(folder, name), { recursive: true });
  }
  for (const name of await readdir(root)) {
    if (!OWN.has(name) && name !== "_fresh" && name !== "deno.lock") {
      await cp(join(root, name), join(folder, name), { recursive: true });
    }
  }
  await cp(join(root, "deno.jsr.json"), join(folder, "deno.json"));
  return folder;
}
