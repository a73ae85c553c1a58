/**
 * Backups of a data folder, while its server works.
 *
 * @module
 */
import { DatabaseSync } from "node:sqlite";
import { basename, dirname, join, resolve } from "node:path";
import { publish } from "../durable.ts";
import { storageFaultOf } from "../../base/storage_fault.ts";
import { NETSIFT_VERSION } from "../../base/version.ts";
import { ArchiveWriter } from "./archive_writer.ts";
import { contentsOf, filesOf } from "./contents.ts";
import {
  BackupError,
  type BackupFile,
  DATABASE_FILES,
  HEAD_FILE,
  headSchema,
  MANIFEST_FILE,
  MANIFEST_SUM_FILE,
} from "./format.ts";
import { sha256 } from "./sha256.ts";

/** Databases are looked at again so often where something was deleted while it was copied. */
const MOST_PASSES = 10;

/** What was written. */
export interface BackupReport {
  bytes: number;
  files: number;
  /** What the catalogue lists and the data folder lacks, backup or not. */
  missing: string[];
}

/**
 * Writes a data folder into one archive: both databases as they are at one moment, and all files that
 * the catalogue lists at that moment. A server may use the folder meanwhile. The file appears when it
 * is whole, readable by this user alone.
 *
 * @param dataFolder as of `NETSIFT_DATA`
 * @param target file to write; must not exist
 * @param onProgress gets what is being copied
 * @throws {BackupError} for what a person can fix
 */
export async function writeBackup(
  dataFolder: string,
  target: string,
  onProgress: (item: string) => void = () => {},
): Promise<BackupReport> {
  const root = resolve(dataFolder);
  const path = resolve(target);
  await check(root, path);
  const work = await Deno.makeTempDir({ dir: dirname(path), prefix: ".netsift-backup-" })
    .catch(asBackupError);
  const unfinished = join(work, basename(path));
  try {
    const file = await Deno.open(unfinished, { createNew: true, write: true, mode: 0o600 });
    const archive = new ArchiveWriter(file);
    let report: Omit<BackupReport, "bytes">;
    try {
      report = await fill(archive, root, work, onProgress);
      await archive.close();
    } catch (error) {
      await archive.abort(error);
      throw error;
    }
    const { size } = await Deno.stat(unfinished);
    await publish(unfinished, path);
    return { ...report, bytes: size };
  } catch (error) {
    return asBackupError(error);
  } finally {
    await Deno.remove(work, { recursive: true }).catch(() => {});
  }
}

async function check(root: string, path: string): Promise<void> {
  const isThere = (path: string) => Deno.lstat(path).then(() => true, () => false);
  if (!await isThere(join(root, "catalogue.sqlite"))) {
    throw new BackupError(
      `There is no catalogue.sqlite in ${root}. Set NETSIFT_DATA to the data folder of the server.`,
    );
  }
  if (await isThere(path)) throw new BackupError(`${path} already exists. Choose another name.`);
  if (!await isThere(dirname(path))) throw new BackupError(`There is no folder ${dirname(path)}.`);
}

async function fill(
  archive: ArchiveWriter,
  root: string,
  work: string,
  onProgress: (item: string) => void,
): Promise<Omit<BackupReport, "bytes">> {
  const head = {
    format: "netsift-backup",
    version: 1,
    netsift: NETSIFT_VERSION,
    createdAt: new Date().toISOString(),
  } as const;
  await archive.addText(HEAD_FILE, JSON.stringify(headSchema.parse(head)));
  const copied = new Map<string, BackupFile[]>();
  const missing = new Set<string>();
  let items: string[] = [];
  for (let pass = 1;; pass++) {
    items = ["reproduction.json", ...contentsOf(snapshot(root, work))];
    let isComplete = true;
    for (const item of items) {
      if (copied.has(item)) continue;
      onProgress(item);
      const files = await copyItem(archive, root, item);
      if (files) {
        copied.set(item, files);
        missing.delete(item);
      } else if (item !== "reproduction.json" && !missing.has(item)) {
        // It was deleted since, or it is done with: a newer catalogue knows.
        missing.add(item);
        isComplete = false;
      }
    }
    if (isComplete) break;
    if (pass === MOST_PASSES) {
      throw new BackupError("Too many deletions are in progress. Try again later.");
    }
  }
  const files = items.flatMap((item) => copied.get(item) ?? []);
  for (const name of DATABASE_FILES) {
    onProgress(name);
    const file = await archive.addFile(name, join(work, name));
    if (file) files.push(file);
  }
  const manifest = JSON.stringify({ files });
  await archive.addText(MANIFEST_FILE, manifest);
  await archive.addText(MANIFEST_SUM_FILE, sha256(manifest));
  return { files: files.length, missing: items.filter((item) => missing.has(item)) };
}

/** Copies both databases as they are now; gives the path of the catalogue's copy. */
function snapshot(root: string, work: string): string {
  for (const name of DATABASE_FILES) {
    const source = join(root, name);
    const copy = join(work, name);
    for (const suffix of ["", "-wal", "-shm"]) {
      try {
        Deno.removeSync(copy + suffix);
      } catch {
        // There was none.
      }
    }
    // A server that never asked for tokens may lack it.
    if (name !== "catalogue.sqlite" && !existsSync(source)) continue;
    const database = new DatabaseSync(source);
    try {
      database.exec("PRAGMA busy_timeout = 10000");
      database.prepare("VACUUM INTO ?").run(copy);
    } finally {
      database.close();
    }
  }
  return join(work, "catalogue.sqlite");
}

function existsSync(path: string): boolean {
  try {
    return Deno.lstatSync(path).isFile;
  } catch {
    return false;
  }
}

/** Copies the files of an item; `null` where one of them is not there any more. */
async function copyItem(
  archive: ArchiveWriter,
  root: string,
  item: string,
): Promise<BackupFile[] | null> {
  const paths = await filesOf(root, item);
  if (paths.length === 0) return null;
  const files: BackupFile[] = [];
  for (const path of paths) {
    const file = await archive.addFile(path, join(root, path));
    if (!file) return null;
    files.push(file);
  }
  return files;
}

function asBackupError(error: unknown): never {
  const fault = storageFaultOf(error);
  throw fault ? new BackupError(`The backup could not be written. ${fault.message}`) : error;
}
