/**
 * The thread that makes the CSV of a run: gets what to read, then a message for each piece.
 *
 * @module
 */
import type { ScoredRun } from "./scored_blocks.ts";
import { scoresCsv } from "./scores_csv.ts";

/** The next piece; `null` after the last one, a text where the work failed. */
export type CsvPiece = Uint8Array<ArrayBuffer> | null | string;

const thread = self as unknown as {
  onmessage: (event: MessageEvent<ScoredRun | null>) => void;
  postMessage(piece: CsvPiece, transfer: Transferable[]): void;
};
const encoder = new TextEncoder();
let pieces: AsyncGenerator<string, void, undefined>;

thread.onmessage = async ({ data }) => {
  if (data !== null) pieces = scoresCsv(data);
  try {
    const { done, value } = await pieces.next();
    const bytes = done ? null : encoder.encode(value);
    thread.postMessage(bytes, bytes ? [bytes.buffer] : []);
  } catch (error) {
    thread.postMessage(error instanceof Error ? error.message : String(error), []);
  }
};
