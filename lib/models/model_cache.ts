/**
 * Models that stay loaded.
 *
 * @module
 */
import { type LoadedModel, loadModel } from "./bundle.ts";

/** A model in use; dispose of it when the work is done. */
export interface BorrowedModel extends Disposable {
  readonly model: LoadedModel;
}

interface Entry {
  loading: Promise<LoadedModel>;
  /** Bytes that it takes; 0 until it is loaded. */
  bytes: number;
  users: number;
  /** Whether it has left the cache and goes with its last user. */
  isGone: boolean;
}

/**
 * Keeps models within a number of bytes: the one used longest ago goes first. A model in use never
 * goes under its user's hands, and the one used last stays even where it is larger than all room.
 */
export class ModelCache {
  readonly #maxBytes: number;
  readonly #load: (folder: string) => Promise<LoadedModel>;
  /** Least recently used first. */
  readonly #entries = new Map<string, Entry>();

  /**
   * @param maxBytes of all models together
   * @param load reads a model
   */
  constructor(maxBytes: number, load: (folder: string) => Promise<LoadedModel> = loadModel) {
    this.#maxBytes = maxBytes;
    this.#load = load;
  }

  /**
   * A model, loaded unless it is there.
   *
   * @param folder of its bundle
   * @throws {Error} when it cannot be loaded
   */
  async borrow(folder: string): Promise<BorrowedModel> {
    const entry = this.#entries.get(folder) ?? this.#enter(folder);
    this.#entries.delete(folder);
    this.#entries.set(folder, entry);
    entry.users++;
    let returned = false;
    const giveBack = () => {
      if (returned) return;
      returned = true;
      entry.users--;
      if (entry.isGone) dispose(entry);
      else this.#trim();
    };
    try {
      const model = await entry.loading;
      entry.bytes = model.bytes;
      this.#trim();
      return { model, [Symbol.dispose]: giveBack };
    } catch (error) {
      this.#remove(folder, entry);
      giveBack();
      throw error;
    }
  }

  /**
   * Lets a model go, because it was changed or deleted. Who uses it keeps it as it is; who borrows it
   * next gets it as it is then.
   */
  forget(folder: string): void {
    const entry = this.#entries.get(folder);
    if (entry) this.#remove(folder, entry);
  }

  #enter(folder: string): Entry {
    const entry = { loading: this.#load(folder), bytes: 0, users: 0, isGone: false };
    this.#entries.set(folder, entry);
    return entry;
  }

  #remove(folder: string, entry: Entry): void {
    if (this.#entries.get(folder) === entry) this.#entries.delete(folder);
    entry.isGone = true;
    dispose(entry);
  }

  #trim(): void {
    let bytes = 0;
    for (const entry of this.#entries.values()) bytes += entry.bytes;
    const newest = [...this.#entries.values()].at(-1);
    for (const [folder, entry] of [...this.#entries]) {
      if (bytes <= this.#maxBytes) return;
      if (entry.users > 0 || entry === newest) continue;
      bytes -= entry.bytes;
      this.#remove(folder, entry);
    }
  }
}

/** Frees a model that nobody uses any more. */
function dispose({ users, loading }: Entry): void {
  if (users === 0) loading.then(({ detector }) => detector.dispose(), () => {});
}
