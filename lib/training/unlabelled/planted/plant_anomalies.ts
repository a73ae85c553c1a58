/**
 * Made-up anomalies in copies of usual records, to see which a detector finds.
 *
 * @module
 */
import { createRandom, type Random } from "../../../base/random.ts";
import { filled, firstIndices } from "../../../base/typed_arrays.ts";
import type {
  CategoricalColumn,
  CategoryCodes,
  Frame,
  NumericColumn,
} from "../../../learning/features/frame.ts";
import { sequenceRows } from "../../../learning/sequences.ts";
import type { PlantedKind } from "../../../resources/unlabelled.ts";
import type { ScorableRows } from "../../score_rows.ts";
import { combination } from "./combination.ts";
import { extreme } from "./extreme.ts";
import type { CopiedRecords, Planter, UsualRecords } from "./planter.ts";
import { shuffled } from "./shuffled.ts";
import { swapped } from "./swapped.ts";
import { unseen } from "./unseen.ts";

/** Planted records of each kind. */
export const PLANTED_OF_EACH = 20;

/** Usual records that values are taken from, which bounds the time. */
const MOST_USUAL = 20_000;

const PLANTERS: Planter[] = [extreme, swapped, combination, unseen, shuffled];

/** Usual records of a frame. */
export interface PlantingGround {
  frame: Frame;
  /** Rows that take part in training or are held out from it, ascending. */
  rows: Uint32Array;
  /** Those of `rows` that no detector learns from, at least one; copies are made of these. */
  heldOut: Uint32Array;
  /** The code of the sequence of each row of the frame; `null`: all rows are one sequence. */
  sequences: CategoryCodes | null;
}

/** Copies with anomalies, each behind the records that came before it. */
export interface PlantedRows extends ScorableRows {
  /** Where the planted records are among the rows. */
  planted: { kind: PlantedKind; row: number }[];
}

/**
 * Copies held-out records and makes an anomaly of each. Every kind that the features can have is
 * planted equally often.
 *
 * @param context records before each that a detector looks at too; they are copied as they are
 * @param seed same seed, same records and changes
 */
export function plantAnomalies(
  { frame, rows, heldOut, sequences }: PlantingGround,
  { context, seed }: { context: number; seed: number },
): PlantedRows {
  const random = createRandom(seed);
  const usual = usualRecords(frame, sample(rows, MOST_USUAL, random));
  const usable = PLANTERS.flatMap(({ kind, prepare }) => {
    const plant = prepare(usual);
    return plant ? [{ kind, plant }] : [];
  });
  const bases = usable.map(() =>
    Array.from({ length: PLANTED_OF_EACH }, () => heldOut[random.integer(heldOut.length)])
  );
  const before = context > 0
    ? recordsBefore(rows, sequences, context, frame.rows)
    : (row: number) => [row];
  const copied: number[] = [];
  const places: number[] = [];
  const sequenceOf: number[] = [];
  for (const row of bases.flat()) {
    const records = before(row);
    for (const each of records) {
      copied.push(each);
      sequenceOf.push(places.length);
    }
    places.push(copied.length - 1);
  }
  const copies = copyRecords(usual, copied);
  const planted = usable.flatMap(({ kind, plant }, i) =>
    bases[i].map((_, j) => {
      const row = places[i * PLANTED_OF_EACH + j];
      plant(copies, row, random);
      return { kind, row };
    })
  );
  return {
    frame: frameOf(frame, copies, copied.length),
    rows: firstIndices(copied.length),
    sequences: Int32Array.from(sequenceOf),
    planted,
  };
}

function sample(rows: Uint32Array, most: number, random: Random): Uint32Array {
  if (rows.length <= most) return rows;
  return filled(new Uint32Array(most), () => rows[random.integer(rows.length)]);
}

function usualRecords({ columns }: Frame, rows: Uint32Array): UsualRecords {
  return {
    numeric: columns.filter((column): column is NumericColumn => column.type === "numeric"),
    categorical: columns.filter((column): column is CategoricalColumn =>
      column.type === "categorical"
    ),
    rows,
  };
}

/** Gives a row with those before it in its sequence, oldest first. */
function recordsBefore(
  rows: Uint32Array,
  sequences: CategoryCodes | null,
  context: number,
  frameRows: number,
) {
  const sequenced = sequenceRows(rows, sequences);
  const places = new Uint32Array(frameRows);
  for (let place = 0; place < rows.length; place++) places[sequenced.rows[place]] = place;
  return (row: number): number[] => {
    const place = places[row];
    const first = Math.max(sequenced.starts[place], place - context);
    return [...sequenced.rows.subarray(first, place + 1)];
  };
}

function copyRecords({ numeric, categorical }: UsualRecords, rows: number[]): CopiedRecords {
  return {
    numeric: numeric.map(({ name, values }) => ({
      name,
      values: Float32Array.from(rows, (row) => values[row]),
    })),
    categorical: categorical.map(({ name, codes, categories }) => ({
      name,
      codes: Int32Array.from(rows, (row) => codes[row]),
      categories: [...categories],
    })),
  };
}

/** The copies as a frame whose columns are in the original order. */
function frameOf({ columns }: Frame, { numeric, categorical }: CopiedRecords, rows: number): Frame {
  const numbers = [...numeric];
  const words = [...categorical];
  return {
    rows,
    columns: columns.map(({ type }) =>
      type === "numeric"
        ? { type: "numeric", ...numbers.shift()! }
        : { type: "categorical", ...words.shift()! }
    ),
  };
}
