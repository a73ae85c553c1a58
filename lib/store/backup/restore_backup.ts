/**
 * Backups put back into an empty data folder.
 *
 * @module
 */
import { createTarDecoder, type ParsedTarEntry } from "modern-tar";
import { createHash } from "node:crypto";
import { dirname, join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { lockFolder, RESTORING } from "../data_folder.ts";
import { removeIfThere } from "../remove_if_there.ts";
import { DISK, syncTree } from "../durable.ts";
import { storageFaultOf } from "../../base/storage_fault.ts";
import {
  BackupError,
  type BackupFile,
  DATA_PATH,
  DATABASE_FILES,
  HEAD_FILE,
  headSchema,
  MANIFEST_FILE,
  MANIFEST_SUM_FILE,
  manifestSchema,
} from "./format.ts";
import { sha256 } from "./sha256.ts";

/** What a data folder may hold that counts as empty. */
const NOTHING = new Set(["lock", "lost+found", RESTORING]);
/** Put in place in this order: the catalogue names the others, so it comes last. */
const TOP_LEVEL = [
  ...["datasets", "runs", "batches", "detections", "uploads", "reproduction.json"],
  ...DATABASE_FILES,
];
/** Longest text about a backup itself. */
const MOST_TEXT_BYTES = 2 ** 30;

/**
 * Puts a backup into an empty data folder. Everything is unpacked beside its place and checked first:
 * the folder holds all of the backup in the end, or nothing of it.
 *
 * @param source file of the backup
 * @param dataFolder as of `NETSIFT_DATA`; made where it is missing
 * @param onProgress gets what is being unpacked
 * @returns how many files were restored
 * @throws {BackupError} for what a person can fix
 */
export async function restoreBackup(
  source: string,
  dataFolder: string,
  onProgress: (path: string) => void = () => {},
): Promise<number> {
  const root = resolve(dataFolder);
  const file = await Deno.open(source).catch((error) => {
    if (error instanceof Deno.errors.NotFound) throw new BackupError(`There is no file ${source}.`);
    throw error;
  });
  const isNew = await Deno.lstat(root).then(() => false, () => true);
  const staging = join(root, RESTORING);
  let lock: Deno.FsFile | null = null;
  try {
    await Deno.mkdir(root, { recursive: true });
    lock = await lockFolder(root);
    await prepare(root, staging);
    const files = await unpack(file.readable, staging, onProgress);
    await verify(staging, files);
    await putInPlace(root, staging);
    return files.length;
  } catch (error) {
    if (lock) await removeIfThere(staging);
    if (isNew) await removeIfThere(root);
    const fault = storageFaultOf(error);
    throw fault ? new BackupError(`The backup could not be restored. ${fault.message}`) : error;
  } finally {
    lock?.close();
    closeQuietly(file);
  }
}

/** Refuses a folder that holds something, and clears what a restore that was killed has left. */
async function prepare(root: string, staging: string): Promise<void> {
  const names = await Array.fromAsync(Deno.readDir(root), ({ name }) => name);
  if (names.includes(RESTORING)) {
    // The folder was empty when that restore began, and no server starts in it.
    for (const name of TOP_LEVEL) await removeIfThere(join(root, name));
    await removeIfThere(staging);
  } else if (names.some((name) => !NOTHING.has(name))) {
    throw new BackupError(
      `The data folder ${root} is not empty. Restore into an empty one: set NETSIFT_DATA to it.`,
    );
  }
  await Deno.mkdir(staging, { mode: 0o700 });
}

/** Unpacks an archive; gives the files that its manifest lists, which are all there and as written. */
async function unpack(
  archive: ReadableStream<Uint8Array<ArrayBuffer>>,
  staging: string,
  onProgress: (path: string) => void,
): Promise<BackupFile[]> {
  const found = new Map<string, BackupFile>();
  const texts = new Map<string, string>();
  let isFirst = true;
  const entries = archive.pipeThrough(createTarDecoder({ strict: true }));
  const reader = entries.getReader();
  for (let entry = await next(reader); entry !== null; entry = await next(reader)) {
    const { name, type } = entry.header;
    if (isFirst !== (name === HEAD_FILE)) {
      throw new BackupError("The file is not a Netsift backup.");
    }
    if (type !== undefined && type !== "file") throw damaged(`${name} is no file`);
    if ([HEAD_FILE, MANIFEST_FILE, MANIFEST_SUM_FILE].includes(name)) {
      if (entry.header.size > MOST_TEXT_BYTES) throw damaged(`${name} is too large`);
      texts.set(name, await readEntry(new Response(entry.body).text()));
    } else {
      const isDatabase = (DATABASE_FILES as readonly string[]).includes(name);
      if (!isDatabase && !DATA_PATH.test(name)) throw damaged(`"${name}" has no place in it`);
      onProgress(name);
      found.set(name, await unpackFile(entry, join(staging, name), isDatabase));
    }
    if (isFirst) checkHead(texts.get(HEAD_FILE)!);
    isFirst = false;
  }
  if (isFirst) throw new BackupError("The file is not a Netsift backup: it is empty.");
  return await compare(staging, found, texts);
}

async function next(
  reader: ReadableStreamDefaultReader<ParsedTarEntry>,
): Promise<ParsedTarEntry | null> {
  const { done, value } = await readEntry(reader.read());
  return done ? null : value;
}

/** What the archive's reader says about a damaged or short archive. */
async function readEntry<Value>(reading: Promise<Value>): Promise<Value> {
  try {
    return await reading;
  } catch (error) {
    throw damaged((error as Error).message.replace(/\.$/, ""));
  }
}

async function unpackFile(
  { header, body }: ParsedTarEntry,
  path: string,
  isDatabase: boolean,
): Promise<BackupFile> {
  await Deno.mkdir(dirname(path), { recursive: true });
  const hash = createHash("sha256");
  let bytes = 0;
  // Databases hold secrets of webhooks and hashes of tokens.
  const mode = isDatabase ? 0o600 : 0o644;
  using file = await Deno.open(path, { write: true, create: true, truncate: true, mode });
  const reader = body.getReader();
  while (true) {
    const { done, value } = await readEntry(reader.read());
    if (done) break;
    hash.update(value);
    bytes += value.length;
    for (let at = 0; at < value.length;) at += await file.write(value.subarray(at));
  }
  return { path: header.name, bytes, sha256: hash.digest("hex") };
}

function checkHead(text: string): void {
  const version = /"version":(\d+)/.exec(text)?.[1];
  if (!/"netsift-backup"/.test(text)) throw new BackupError("The file is not a Netsift backup.");
  if (version !== "1") {
    throw new BackupError(`The backup has version ${version}; this Netsift reads version 1.`);
  }
  parse(text, HEAD_FILE, headSchema);
}

/** Checks what was unpacked against the manifest, and removes what it does not list. */
async function compare(
  staging: string,
  found: Map<string, BackupFile>,
  texts: Map<string, string>,
): Promise<BackupFile[]> {
  const manifest = texts.get(MANIFEST_FILE);
  const sum = texts.get(MANIFEST_SUM_FILE);
  if (manifest === undefined || sum === undefined) throw damaged("its end is missing");
  if (sha256(manifest) !== sum) throw damaged("its manifest was changed");
  const { files } = parse(manifest, MANIFEST_FILE, manifestSchema);
  const listed = new Set(files.map(({ path }) => path));
  for (const file of files) {
    const unpacked = found.get(file.path);
    if (!unpacked) throw damaged(`${file.path} is missing`);
    if (unpacked.sha256 !== file.sha256 || unpacked.bytes !== file.bytes) {
      throw damaged(`${file.path} is not what was backed up`);
    }
  }
  for (const path of found.keys()) if (!listed.has(path)) await Deno.remove(join(staging, path));
  return files;
}

/** Checks that the databases can be used. */
async function verify(staging: string, files: BackupFile[]): Promise<void> {
  if (!files.some(({ path }) => path === "catalogue.sqlite")) throw damaged("it has no catalogue");
  for (const name of DATABASE_FILES) {
    if (!files.some(({ path }) => path === name)) continue;
    const database = new DatabaseSync(join(staging, name), { readOnly: true });
    try {
      const result = database.prepare("PRAGMA quick_check").get()?.quick_check;
      if (result !== "ok") throw damaged(`${name} is no sound database: ${result}`);
    } finally {
      database.close();
    }
  }
  await syncTree(staging);
}

async function putInPlace(root: string, staging: string): Promise<void> {
  for (const name of TOP_LEVEL) {
    try {
      await Deno.rename(join(staging, name), join(root, name));
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  await DISK.sync(root);
  await removeIfThere(staging);
  await DISK.sync(root);
}

function parse<Value>(text: string, name: string, schema: { parse(value: unknown): Value }): Value {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw damaged(`${name} cannot be read`);
  }
}

function damaged(why: string): BackupError {
  return new BackupError(`The backup is damaged or incomplete: ${why}. Nothing was restored.`);
}

function closeQuietly(file: Deno.FsFile): void {
  try {
    file.close();
  } catch {
    // Its stream has closed it.
  }
}
