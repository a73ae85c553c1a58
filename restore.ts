/**
 * `deno task restore FILE`: puts a backup into the empty data folder of `NETSIFT_DATA`.
 *
 * @module
 */
import { BackupError } from "./lib/store/backup/format.ts";
import { restoreBackup } from "./lib/store/backup/restore_backup.ts";
import { readConfig } from "./lib/base/config.ts";

const HELP = `deno task restore FILE

Checks the backup FILE and puts it into the data folder NETSIFT_DATA (default ./data), which must be
empty or missing.`;

const [file, ...rest] = Deno.args;
if (file === undefined || file.startsWith("-") || rest.length > 0) {
  console.error(HELP);
  Deno.exit(file === "--help" ? 0 : 2);
}
try {
  const { dataFolder } = readConfig({ NETSIFT_DATA: Deno.env.get("NETSIFT_DATA") });
  const files = await restoreBackup(file, dataFolder);
  console.log(`${files} files restored into ${dataFolder}. Start Netsift with this NETSIFT_DATA.`);
} catch (error) {
  const isExpected = error instanceof BackupError || /Another Netsift server/.test(String(error));
  console.error(isExpected ? (error as Error).message : error);
  Deno.exit(1);
}
