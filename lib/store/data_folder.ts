/**
 * The folder that holds everything a server stores, and where each thing lies in it.
 *
 *     catalogue.sqlite       what exists
 *     access.sqlite          API tokens (hashed), sessions, the audit log
 *     uploads/ID             an upload that is being received (.part) or waits to be ingested
 *     staging/ID             a dataset or a run while it is being made; moved into place when whole
 *     datasets/ID            data.parquet
 *     reproduction.json      figures of the newest reproduction of the five projects
 *     runs/ID                scores, and the bundle of each model under models/ID
 *     batches/ID             scores.parquet
 *
 * @module
 */
import { join, resolve } from "node:path";

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
   * write left in `staging` is removed.
   *
   * @throws {Error} when another server uses the folder
   */
  static async open(path: string): Promise<DataFolder> {
    const root = resolve(path);
    await Deno.mkdir(root, { recursive: true });
    const lock = await Deno.open(join(root, "lock"), { create: true, write: true });
    if (!await lock.tryLock(true)) {
      lock.close();
      throw new Error(
        `Another Netsift server uses the data folder ${root}. Stop it, or set NETSIFT_DATA to another folder.`,
      );
    }
    const folder = new DataFolder(root, lock);
    await removeIfThere(join(root, "staging"));
    for (const part of ["uploads", "staging", "datasets", "runs", "batches"]) {
      await Deno.mkdir(join(root, part), { recursive: true });
    }
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

  /** Moves what was made in `staging` to its place, replacing what is there. */
  async commit(id: string, place: string): Promise<void> {
    await removeIfThere(place);
    await Deno.rename(this.staging(id), place);
  }

  /** Removes datasets, runs, batches and uploads that the catalogue does not name. */
  async sweep(known: Record<"datasets" | "runs" | "batches" | "uploads", Set<string>>) {
    for (const [part, ids] of Object.entries(known)) {
      for await (const entry of Deno.readDir(join(this.root, part))) {
        if (!ids.has(entry.name)) await removeIfThere(join(this.root, part, entry.name));
      }
    }
  }

  [Symbol.dispose](): void {
    this.#lock.close();
  }
}

/** Removes a file or a folder with all in it; nothing happens where there is none. */
export async function removeIfThere(path: string): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
