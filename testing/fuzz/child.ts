/**
 * Checks a range of damaged files and says after each how far it came, so that the one that takes
 * the process down is known.
 *
 * @module
 */
import { withFolder } from "../../lib/datasets/testing.ts";
import { checkCase } from "./check_case.ts";
import { damagedFile } from "./damage.ts";
import { soundCaptures } from "./sound_captures.ts";
import { soundFiles } from "./sound_files.ts";

const [kind, ...range] = Deno.args;
const [from, step, end] = range.map(Number);
const sound = kind === "captures" ? soundCaptures() : await soundFiles();
await withFolder(async (root) => {
  for (let seed = from; seed < end; seed += step) {
    try {
      const read = await checkCase(damagedFile(sound, seed), root);
      console.log(JSON.stringify({ seed, read }));
    } catch (error) {
      console.log(JSON.stringify({ seed, fault: String(error) }));
      for (const { name } of Deno.readDirSync(root)) {
        await Deno.remove(`${root}/${name}`, { recursive: true });
      }
    }
  }
});
