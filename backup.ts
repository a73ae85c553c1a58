/**
 * `deno task backup FILE`: writes the data folder of `NETSIFT_DATA` into one archive.
 *
 * @module
 */
import { BackupError } from "./lib/store/backup/format.ts";
import { writeBackup } from "./lib/store/backup/write_backup.ts";
import { readConfig } from "./lib/base/config.ts";

const HELP = `deno task backup FILE

Writes both databases and all datasets, runs and batches of the data folder NETSIFT_DATA (default
./data) into FILE, a tar archive with checksums. The server may run and train meanwhile.`;

const [file, ...rest] = Deno.args;
if (file === undefined || file.startsWith("-") || rest.length > 0) {
  console.error(HELP);
  Deno.exit(file === "--help" ? 0 : 2);
}
try {
  const { dataFolder } = readConfig({ NETSIFT_DATA: Deno.env.get("NETSIFT_DATA") });
  const { bytes, files, missing } = await writeBackup(dataFolder, file);
  for (const path of missing) console.error(`Missing in the data folder, left out: ${path}`);
  console.log(`${file}: ${files} files, ${bytes} bytes.`);
} catch (error) {
  console.error(error instanceof BackupError ? error.message : error);
  Deno.exit(1);
}
