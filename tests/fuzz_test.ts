import { withFolder } from "../lib/datasets/testing.ts";
import { checkCase } from "../testing/fuzz/check_case.ts";
import { damagedFile } from "../testing/fuzz/damage.ts";
import { soundFiles } from "../testing/fuzz/sound_files.ts";
import { gateOrNightly } from "../testing/nightly.ts";

/** All ten thousand: `deno task bench fuzz`. */
const CASES = gateOrNightly(20, 1000);
/** Those that once broke the ingest down. */
const FOUND = [54, 77, 84, 866, 1253, 2597, 3037, 3653, 3972, 5784, 6027, 9204];

Deno.test("ingest() survives damaged files", async () => {
  const sound = await soundFiles();
  await withFolder(async (root) => {
    const first = Array.from({ length: CASES }, (_, i) => i + 1);
    for (const seed of [...first, ...FOUND]) {
      try {
        await checkCase(damagedFile(sound, seed), root);
      } catch (cause) {
        throw new Error(`The damaged file with seed ${seed} breaks the ingest.`, { cause });
      }
    }
  });
});
