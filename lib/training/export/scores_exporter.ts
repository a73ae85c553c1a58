import { join } from "node:path";
import type { Config } from "../../base/config.ts";
import { startChild } from "../../jobs/child.ts";
import { JobQueue } from "../../jobs/queue.ts";
import type { DataFolder } from "../../store/data_folder.ts";
import { removeIfThere } from "../../store/remove_if_there.ts";
import type { RunResult } from "../../resources/run.ts";
import type { ScoresExport } from "./scores_parquet.ts";

/** Exports that may wait; more are refused. */
const MAX_WAITING = 20;

/** Too many exports wait already. */
export class ExportBusyError extends Error {
  override name = "ExportBusyError";
  constructor() {
    super("Too many exports are being written. Try again later.");
  }
}

/** Writes the scores of runs as Parquet in child processes, one at a time. */
export class ScoresExporter {
  readonly #folder: DataFolder;
  readonly #config: Config;
  readonly #queue = new JobQueue(1);

  constructor(folder: DataFolder, config: Config) {
    this.#folder = folder;
    this.#config = config;
  }

  /**
   * The scores of a run that is done.
   *
   * @returns the file, open; close it to remove it
   * @throws {ExportBusyError} when too many others wait
   */
  async parquet(run: string, results: RunResult[]): Promise<TemporaryFile> {
    if (this.#queue.waiting >= MAX_WAITING) throw new ExportBusyError();
    const id = crypto.randomUUID();
    const folder = this.#folder.staging(id);
    await Deno.mkdir(folder, { recursive: true });
    const path = join(folder, "scores.parquet");
    const specification: ScoresExport = {
      run: this.#folder.run(run),
      results: results.map((result) => ({ folder: this.#folder.model(run, result.model), result })),
      path,
      spillFolder: join(folder, "spill"),
      memoryBytes: this.#config.duckdbMemoryBytes,
    };
    try {
      await new Promise<void>((resolve, reject) =>
        this.#queue.add(id, async () => {
          const child = new URL("./scores_child.ts", import.meta.url);
          await startChild<never, null>(child, specification, () => {}).result
            .then(() => resolve(), reject);
        })
      );
      return await openTemporary(path, folder);
    } catch (error) {
      await removeIfThere(folder);
      throw error;
    }
  }
}

/** A file that is removed once it was read. */
export interface TemporaryFile {
  bytes: number;
  stream: ReadableStream<Uint8Array<ArrayBuffer>>;
}

async function openTemporary(path: string, folder: string): Promise<TemporaryFile> {
  const file = await Deno.open(path);
  const { size } = await file.stat();
  const reader = file.readable.getReader();
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (!done) return controller.enqueue(value);
        controller.close();
      } catch (error) {
        controller.error(error);
      }
      await removeIfThere(folder);
    },
    async cancel() {
      await reader.cancel();
      await removeIfThere(folder);
    },
  }, { highWaterMark: 0 });
  return { bytes: size, stream };
}
