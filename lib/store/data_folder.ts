/**
 * The folder that holds everything a server stores, and where each thing lies in it.
 *
 *     catalogue.sqlite       what exists
 *     access.sqlite          API tokens (hashed), sessions, the audit log
 *     uploads/ID             an upload that is being received (.part) or waits to be ingested
 *     staging/ID             a dataset or a run while it is being made; moved into place when whole
 *     datasets/ID            data.parquet
 *     reproduction.json      metrics of the newest reproduction of the five projects
 *     runs/ID                scores, and the bundle of each model under models/ID
 *     batches/ID             scores.parquet
 *     detections/ID          connections and counts as Parquet, findings and hosts
 *     sensors/ID             files of kept records
 *     reserve                room that is kept for deletions on a full disk
 *     unlisted/…             what the catalogue does not name, see `sort_out.ts`
 *
 * @module
 */
import { removeIfThere } from "./remove_if_there.ts";
import { join, resolve } from "node:path";
import { publish } from "./durable.ts";
import { makePrivate } from "./make_private.ts";
import { keepReserve } from "./reserve.ts";
import {
  describeSortedOut,
  type KnownContents,
  LISTED_PARTS,
  moveAside,
  sortOut,
} from "./sort_out.ts";

/** In a data folder while a restore goes on. */
export const RESTORING = ".restoring";

/** The data folder of one server. */
export class DataFolder implements Disposable {
  readonly root: string;
  readonly #lock: Deno.FsFile;

  private constructor(root: string, lock: Deno.FsFile) {
    this.root = root;
    this.#lock = lock;
  }

  /**
   * Opens the folder for this process alone, and makes it where there is none. What an interrupted
   * write left in `staging` is removed; in a folder that no Netsift has used, it is moved aside.
   *
   * @throws {Error} when another server uses the folder, or a restore did not finish in it
   */
  static async open(path: string): Promise<DataFolder> {
    const root = resolve(path);
    await Deno.mkdir(root, { recursive: true, mode: 0o700 });
    makePrivate(root, "folder");
    const isOurs = await isThere(join(root, "lock"));
    const lock = await lockFolder(root);
    if (await isThere(join(root, RESTORING))) {
      lock.close();
      throw new Error(
        `A restore did not finish in the data folder ${root}. Run it again: deno task restore FILE.`,
      );
    }
    if (isOurs) await removeIfThere(join(root, "staging"));
    else if (await isThere(join(root, "staging"))) await moveAside(root, "staging");
    for (const part of [...LISTED_PARTS, "staging"]) {
      await Deno.mkdir(join(root, part), { recursive: true });
    }
    const folder = new DataFolder(root, lock);
    await keepReserve(folder.reserve);
    return folder;
  }

  get catalogue(): string {
    return join(this.root, "catalogue.sqlite");
  }

  /** Tokens, sessions and the audit log: apart, so that the catalogue can be handed on. */
  get access(): string {
    return join(this.root, "access.sqlite");
  }

  /** Where files lie that come and go. */
  get uploads(): string {
    return join(this.root, "uploads");
  }

  /** A file that holds an upload; `partial` while it is being received. */
  upload(id: string, partial = false): string {
    return join(this.root, "uploads", partial ? `${id}.part` : id);
  }

  /** A folder to make a dataset or a run in. */
  staging(id: string): string {
    return join(this.root, "staging", id);
  }

  dataset(id: string): string {
    return join(this.root, "datasets", id);
  }

  /** The records of a dataset. */
  parquet(dataset: string): string {
    return join(this.dataset(dataset), "data.parquet");
  }

  /** Room that is kept for deletions on a full disk. */
  get reserve(): string {
    return join(this.root, "reserve");
  }

  get reproduction(): string {
    return join(this.root, "reproduction.json");
  }

  run(id: string): string {
    return join(this.root, "runs", id);
  }

  model(run: string, id: string): string {
    return join(this.run(run), "models", id);
  }

  /** A batch that is done. */
  batch(id: string): string {
    return join(this.root, "batches", id);
  }

  /** A detection that is done. */
  detection(id: string): string {
    return join(this.root, "detections", id);
  }

  /** The records that a sensor keeps. */
  sensor(id: string): string {
    return join(this.root, "sensors", id);
  }

  /**
   * Gives what was made in `staging` its place, replacing what is there. When this has returned, a
   * power cut takes nothing of it.
   *
   * @param name of the file or folder in `staging`
   */
  async commit(name: string, place: string): Promise<void> {
    if (await isFolder(place)) await removeIfThere(place);
    await publish(this.staging(name), place);
  }

  /** Removes what was being made; where that fails, the next start does it. */
  async discard(name: string): Promise<void> {
    try {
      await removeIfThere(this.staging(name));
    } catch (error) {
      console.error(`${this.staging(name)} could not be removed:`, error);
    }
  }

  /** Moves aside what the catalogue does not name; see {@linkcode sortOut}. */
  async sweep(known: Omit<KnownContents, "deleted"> & Partial<KnownContents>): Promise<void> {
    const sorted = await sortOut(this.root, { deleted: new Set(), ...known });
    for (const line of describeSortedOut(this.root, sorted)) console.error(line);
  }

  [Symbol.dispose](): void {
    this.#lock.close();
  }
}

/**
 * Takes a data folder for this process alone, until the file is closed.
 *
 * @throws {Error} when another process has it
 */
export async function lockFolder(root: string): Promise<Deno.FsFile> {
  const lock = await Deno.open(join(root, "lock"), { create: true, write: true });
  if (await lock.tryLock(true)) return lock;
  lock.close();
  throw new Error(
    `Another Netsift server uses the data folder ${root}. Stop it, or set NETSIFT_DATA to another folder.`,
  );
}

async function isThere(path: string): Promise<boolean> {
  return await Deno.lstat(path).then(() => true, () => false);
}

async function isFolder(path: string): Promise<boolean> {
  return await Deno.lstat(path).then(({ isDirectory }) => isDirectory, () => false);
}
