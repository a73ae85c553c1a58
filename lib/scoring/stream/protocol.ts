/**
 * What the server and a thread that scores streams say to each other.
 *
 * @module
 */
import type { RunResult } from "../../resources/run.ts";
import type { MappedColumn } from "../../values/columns.ts";
import type { ScoredLines, StreamOptions } from "./types.ts";

/** Said to the thread. */
export type StreamRequest =
  | {
    type: "open";
    stream: number;
    folder: string;
    threshold: RunResult["threshold"];
    options: StreamOptions;
  }
  | { type: "block"; stream: number; bytes: Uint8Array; isLast: boolean; isWatched: boolean }
  | { type: "close"; stream: number }
  | { type: "forget"; folder: string };

/** Said by the thread. */
export type StreamAnswer =
  /** The model is loaded. */
  | { type: "opened"; stream: number }
  | { type: "lines"; stream: number; lines: ScoredLines }
  /** A block is done with. */
  | {
    type: "done";
    stream: number;
    /** Whether the line that names the columns has not come yet. */
    isPending?: boolean;
    /** Features that the header has under other names. */
    mapped?: readonly MappedColumn[];
  }
  /** The stream has come to nothing; `isHeader` where its first line was at fault. */
  | { type: "failed"; stream: number; message: string; isHeader: boolean };
