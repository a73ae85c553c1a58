/**
 * Published training files and the test files that belong to them.
 *
 * @module
 */
import type { DatasetFormat } from "../resources/dataset.ts";

/** What tells a published file from others: the format by content, and names and rows. */
export interface KnownFile {
  id: string;
  format: DatasetFormat | null;
  rows: number;
  /** Names that it has or had: its own, that of the file uploaded, the id of the public source. */
  names: string[];
}

/** How to recognise one published file; all that is given must hold. */
interface Marks {
  /** What a name of the file must hold. */
  name: RegExp;
  /** Rows of the file as published: one of these, a few lines more or less. */
  rows: number[];
}

interface Pair {
  /** The formats that the files are published in. */
  formats: DatasetFormat[];
  train: Marks;
  test: Marks;
  /** The collection, and the name of the test file, for a sentence. */
  collection: string;
  testName: string;
}

/** Share of the rows that may be missing or extra: headers, lines that could not be read. */
const TOLERANCE = 0.001;

const PAIRS: Pair[] = [
  {
    formats: ["nsl-kdd", "arff"],
    // KDDTrain+ and KDDTrain+_20Percent
    train: { name: /kdd[ _-]?train|nsl-kdd-train/i, rows: [125_973, 25_192] },
    test: { name: /kdd[ _-]?test(?!.*-21)|nsl-kdd-test/i, rows: [22_544] },
    collection: "NSL-KDD",
    testName: "KDDTest+",
  },
  {
    formats: ["kdd99"],
    // The 10 % file, and all
    train: { name: /kddcup|10[ _-]?percent|kdd99-full/i, rows: [494_021, 4_898_431] },
    test: { name: /corrected/i, rows: [311_029] },
    collection: "KDD'99",
    testName: "corrected",
  },
  {
    formats: ["unsw-nb15", "parquet"],
    // The names of the two partitions are swapped in some copies, the numbers of rows are not.
    train: { name: /train|test/i, rows: [175_341] },
    test: { name: /train|test/i, rows: [82_332] },
    collection: "UNSW-NB15",
    testName: "the testing partition",
  },
];

/** The test file that belongs to a training file, and why, in a sentence. */
export interface KnownTest<T> {
  test: T;
  reason: string;
}

/**
 * The test data that belong to known training data. A file is recognised by its format, its number
 * of rows and its name, under which it is stored or was uploaded.
 *
 * @param candidates the datasets to choose from, the newest first
 */
export function knownTestOf<T extends KnownFile>(
  train: KnownFile,
  candidates: readonly T[],
): KnownTest<T> | null {
  for (const pair of PAIRS) {
    if (!isThe(pair.train, pair, train)) continue;
    const test = candidates.find((other) => other.id !== train.id && isThe(pair.test, pair, other));
    if (test === undefined) return null;
    return {
      test,
      reason: `These are the training data of ${pair.collection}, so ${pair.testName}, the test ` +
        "file published with them, is selected. You can choose another.",
    };
  }
  return null;
}

function isThe({ name, rows }: Marks, { formats }: Pair, file: KnownFile): boolean {
  return file.format !== null && formats.includes(file.format) &&
    file.names.some((one) => name.test(one)) &&
    rows.some((count) => Math.abs(file.rows - count) <= Math.max(2, count * TOLERANCE));
}
