import { withFolder } from "../lib/datasets/testing.ts";
import { checkCase } from "../testing/fuzz/check_case.ts";
import { damagedFile } from "../testing/fuzz/damage.ts";
import { soundCaptures } from "../testing/fuzz/sound_captures.ts";
import { soundFiles } from "../testing/fuzz/sound_files.ts";
import { gateOrNightly } from "../testing/nightly.ts";

/** All ten thousand: `deno task bench fuzz`. */
const CASES = { files: gateOrNightly(20, 1000), captures: gateOrNightly(8, 1000) };
/** Those that once broke the ingest down. */
const FOUND = {
  files: [54, 77, 84, 866, 1253, 2597, 3037, 3653, 3972, 5784, 6027, 9204],
  captures: [],
};

for (const kind of ["files", "captures"] as const) {
  Deno.test(`ingest() survives damaged ${kind}`, async () => {
    const sound = kind === "captures" ? soundCaptures() : await soundFiles();
    await withFolder(async (root) => {
      const first = Array.from({ length: CASES[kind] }, (_, i) => i + 1);
      for (const seed of [...first, ...FOUND[kind]]) {
        try {
          await checkCase(damagedFile(sound, seed), root);
        } catch (cause) {
          throw new Error(`${kind}: the damage with seed ${seed} breaks the ingest.`, { cause });
        }
      }
    });
  });
}
