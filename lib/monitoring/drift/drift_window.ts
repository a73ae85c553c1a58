import type { InputRecord } from "../../learning/features/input.ts";
import { type DriftReference, FeatureBins } from "./feature_reference.ts";

/** Counts of the latest records in the bins of one feature. */
export interface WindowCounts {
  counts: Float64Array;
  /** Records with a category that training did not have. */
  unseen: number;
  /** Such categories, the latest first; a few. */
  examples: string[];
}

/** Examples of unseen categories that are kept. */
const EXAMPLES = 3;

/** Longest example, in characters. */
const EXAMPLE_LENGTH = 60;

/** The window moves on by this share of it at a time. */
const BLOCKS = 10;

interface Block {
  rows: number;
  counts: Uint32Array[];
  unseen: Uint32Array;
}

/**
 * The distribution of the latest records, feature by feature. Memory depends on the features alone:
 * the window is ten blocks of counts, and when the newest is full, the oldest is forgotten.
 */
export class DriftWindow {
  readonly #bins: FeatureBins[];
  readonly #blockRows: number;
  readonly #blocks: Block[] = [];
  readonly #examples: string[][];

  /** @param rows how many records the window holds at most, at least 10 */
  constructor(readonly reference: DriftReference, rows = 2000) {
    this.#bins = reference.features.map((feature) => new FeatureBins(feature));
    this.#blockRows = Math.ceil(rows / BLOCKS);
    this.#examples = this.#bins.map(() => []);
  }

  /** Records in the window now. */
  get rows(): number {
    return this.#blocks.reduce((sum, { rows }) => sum + rows, 0);
  }

  /** Takes a record in. */
  push(record: InputRecord): void {
    const block = this.#block();
    block.rows++;
    this.#bins.forEach((bins, i) => {
      const { name } = bins.reference;
      const value = Object.hasOwn(record, name) ? record[name] : null;
      const { bin, unseen } = bins.place(value);
      block.counts[i][bin]++;
      if (!unseen) return;
      block.unseen[i]++;
      this.#remember(i, String(value).slice(0, EXAMPLE_LENGTH));
    });
  }

  /** The counts of each feature, in the order of the reference. */
  counts(): WindowCounts[] {
    return this.#bins.map(({ reference }, i) => {
      const counts = new Float64Array(reference.counts.length);
      let unseen = 0;
      for (const block of this.#blocks) {
        for (let bin = 0; bin < counts.length; bin++) counts[bin] += block.counts[i][bin];
        unseen += block.unseen[i];
      }
      return { counts, unseen, examples: unseen > 0 ? [...this.#examples[i]] : [] };
    });
  }

  #block(): Block {
    const newest = this.#blocks.at(-1);
    if (newest && newest.rows < this.#blockRows) return newest;
    const block: Block = {
      rows: 0,
      counts: this.#bins.map(({ reference }) => new Uint32Array(reference.counts.length)),
      unseen: new Uint32Array(this.#bins.length),
    };
    this.#blocks.push(block);
    if (this.#blocks.length > BLOCKS) this.#blocks.shift();
    return block;
  }

  #remember(feature: number, word: string): void {
    const examples = this.#examples[feature];
    if (examples[0] === word) return;
    const others = examples.filter((example) => example !== word);
    this.#examples[feature] = [word, ...others].slice(0, EXAMPLES);
  }
}
