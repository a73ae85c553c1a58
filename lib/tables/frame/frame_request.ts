/**
 * Which columns and rows of a dataset are read into a frame.
 *
 * @module
 */
import type { CategoryCodes, Frame } from "../../learning/features/frame.ts";
import type { Notation } from "../../values/notation.ts";

/** A column to read, as which type. */
export interface FrameRequestColumn {
  /** Its name may differ from that in the dataset in case and punctuation. */
  name: string;
  type: "numeric" | "categorical";
  /** How words that are read as numbers are written, unless as plain decimals. */
  notation?: Notation;
}

/** Some rows of a dataset. */
export interface RowSelection {
  /** SQL of stored columns, `TRUE` for rows that may be chosen; all may where it is absent. */
  condition?: string;
  /** Only so many of them, the first in an order of SQL over `file_row_number`. */
  sample?: { rows: number; order: string };
}

/** What to read. */
export interface FrameOptions {
  columns: FrameRequestColumn[];
  labelColumn?: string | null;
  /** Column whose values tell the sequences apart. */
  sequenceColumn?: string | null;
  /** Leave out rows without a finite number in one of these of `columns`, before anything else. */
  required?: string[];
  /** Keep the first of the rows that agree in all `columns` and the label. */
  dropDuplicates?: boolean;
  /** Which rows take part at all, chosen before anything else; all where it is absent. */
  selection?: RowSelection;
  /** Read these rows only, whatever else is asked for; numbers ascend, counted from 0. */
  rowNumbers?: Uint32Array;
  /** Memory that the database may use, the frame itself not counted. */
  memoryBytes?: number;
  signal?: AbortSignal;
}

/** Records with their labels. */
export interface LabelledFrame {
  frame: Frame;
  /** One code a row, an index into `names`, -1 where the label is missing; `null` without labels. */
  labels: { codes: CategoryCodes; names: string[] } | null;
  /** The code of each row's sequence, -1 where the value is missing; `null` without such a column. */
  sequences: CategoryCodes | null;
  /** The number of each row in the dataset, counted from 0, ascending. */
  rowNumbers: Uint32Array;
  /** Rows left out because `dropDuplicates` asked for it. */
  duplicates: number;
  /** Rows left out because a value that is `required` was missing. */
  dropped: number;
}
