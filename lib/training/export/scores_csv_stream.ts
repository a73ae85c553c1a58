import type { ScoredRun } from "./scored_blocks.ts";
import type { CsvPiece } from "./scores_csv_worker.ts";

/**
 * The CSV of `scores_csv.ts` as bytes, made on its own thread as fast as they are taken. The
 * thread ends with the stream.
 *
 * @throws {Error} where it cannot be begun, such as for want of a file
 */
export async function scoresCsvStream(
  run: ScoredRun,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const worker = new Worker(new URL("./scores_csv_worker.ts", import.meta.url), {
    type: "module",
  });
  const ask = (run: ScoredRun | null) =>
    new Promise<Uint8Array<ArrayBuffer> | null>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<CsvPiece>) =>
        typeof data === "string" ? reject(new Error(data)) : resolve(data);
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new Error(event.message));
      };
      worker.postMessage(run);
    });
  const endingAfter = async (piece: Promise<Uint8Array<ArrayBuffer> | null>) => {
    try {
      const bytes = await piece;
      if (bytes === null) worker.terminate();
      return bytes;
    } catch (error) {
      worker.terminate();
      throw error;
    }
  };
  let next = await endingAfter(ask(run));
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      if (next === null) return controller.close();
      controller.enqueue(next);
      next = await endingAfter(ask(null));
      if (next === null) controller.close();
    },
    cancel() {
      worker.terminate();
    },
  }, { highWaterMark: 0 });
}
