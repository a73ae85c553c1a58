import { fileURLToPath } from "node:url";

/**
 * The folder with the real data sets, which this repository does not hold: `NETSIFT_TEST_DATA`, or
 * `../shared/data` beside the checkout.
 *
 * @returns `null` where there is none; tests that need it say that they were skipped
 */
export async function realDataFolder(): Promise<string | null> {
  const folder = Deno.env.get("NETSIFT_TEST_DATA") ??
    fileURLToPath(new URL("../../shared/data", import.meta.url));
  return await Deno.stat(folder).then((found) => found.isDirectory ? folder : null, () => null);
}
