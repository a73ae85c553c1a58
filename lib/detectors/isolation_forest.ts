/**
 * Isolation Forest.
 *
 * @module
 */
import { z } from "zod";
import { createRandom } from "../random.ts";
import type {
  Contribution,
  Detector,
  DetectorState,
  FitOptions,
  Matrix,
  ScoreOptions,
} from "./detector.ts";
import { averagePathLength } from "./isolation_forest/average_path_length.ts";
import { expectedAtRoots, expectedPathLengths, shortenings } from "./isolation_forest/explain.ts";
import { emptyForest, type Forest, slotPathLengths } from "./isolation_forest/forest.ts";
import { TreeGrower } from "./isolation_forest/grow.ts";
import {
  decodeForest,
  encodeForest,
  type ForestFacts,
  forestFactsSchema,
} from "./isolation_forest/state.ts";
import { addPathLengths } from "./isolation_forest/walk.ts";
import { isolationForestDefinition } from "./isolation_forest_definition.ts";
import { createPacer } from "../pacer.ts";
import { type Params, paramsSchema } from "./params.ts";

/** Parameters of an isolation forest. */
export interface IsolationForestParams {
  /** Number of trees. */
  trees: number;
  /** Training rows that each tree is grown from, drawn without replacement; all if there are fewer. */
  subsampleSize: number;
  /** Only the default threshold depends on it; kept with the model as a fact. */
  contamination: "auto" | number;
}

/** What is there after a fit. */
interface Fitted {
  forest: Forest;
  names: string[];
  /** Path length of each slot. */
  lengths: Float64Array;
}

const FILE = "forest.bin";
/** Values of a block of rows that stay in the second-level cache together. */
const BLOCK_VALUES = 65536;
/** Steps that take a few milliseconds, after which a block ends. */
const BLOCK_STEPS = 2e6;

/**
 * Isolation Forest: random trees that cut a random column at a random value until every row stands
 * alone or the height limit ceil(log2(subsampleSize)) is reached. The score of a row is
 * 2^(-E[h] / c(subsampleSize)) with its mean path length E[h]: near 1 for rows that are isolated at
 * once, about 0.5 where nothing stands out, less for rows in the thick of it.
 *
 * As in scikit-learn, only columns that vary within a node are candidates for its cut.
 *
 * Weak where anomalies lie close together (they shield each other), and where only a combination of
 * values is odd: a cut looks at one column at a time. Columns that hardly ever vary, such as rare
 * one-hot categories, are seldom cut, so a rare category alone raises the score little.
 *
 * Source: F. T. Liu, K. M. Ting, Z.-H. Zhou, "Isolation Forest", ICDM 2008.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { createIsolationForest } from "./isolation_forest.ts";
 *
 * const data = Float32Array.of(1, 1.1, 0.9, 1.05, 0.95, 9);
 * const x = { data, rows: 6, cols: 1, names: ["bytes"] };
 * const forest = createIsolationForest({ trees: 200 });
 * await forest.fit(x, { seed: 1 });
 * const scores = await forest.score(x);
 * assert.equal(scores.indexOf(Math.max(...scores)), 5);
 * ```
 */
export class IsolationForest implements Detector {
  readonly kind = "isolation-forest";
  readonly #params: IsolationForestParams;
  #fitted: Fitted | null = null;
  #expected: Float64Array | null = null;

  constructor(params: IsolationForestParams) {
    this.#params = params;
  }

  async fit(x: Matrix, { seed, signal, onProgress }: FitOptions): Promise<void> {
    if (x.cols < 1) throw new RangeError("An isolation forest needs at least one column.");
    if (x.rows < 2) throw new RangeError("An isolation forest needs at least two training rows.");
    const subsampleSize = Math.min(this.#params.subsampleSize, x.rows);
    const height = Math.ceil(Math.log2(subsampleSize));
    const forest = emptyForest(this.#params.trees, height, subsampleSize, x.cols);
    const grower = new TreeGrower(x, createRandom(seed));
    const pace = createPacer(signal);
    for (let tree = 0; tree < forest.trees; tree++) {
      await pace();
      grower.grow(forest, tree);
      onProgress?.({ fraction: (tree + 1) / forest.trees });
    }
    this.#use(forest, [...x.names]);
  }

  async score(x: Matrix, { signal, onProgress }: ScoreOptions = {}): Promise<Float32Array> {
    const { forest, names, lengths } = this.#ready();
    if (x.cols !== names.length || x.names.some((name, i) => name !== names[i])) {
      throw new RangeError("The columns differ from those that the forest was fitted on.");
    }
    const scores = new Float32Array(x.rows);
    const blockRows = rowsOfBlock(forest);
    const unit = forest.trees * averagePathLength(forest.subsampleSize);
    const pace = createPacer(signal);
    for (let from = 0; from < x.rows; from += blockRows) {
      await pace();
      const to = Math.min(from + blockRows, x.rows);
      const sums = new Float64Array(to - from);
      addPathLengths(forest, lengths, x.data, from, to, sums);
      for (let i = 0; i < sums.length; i++) scores[from + i] = 2 ** (-sums[i] / unit);
      onProgress?.(to / x.rows);
    }
    return scores;
  }

  /**
   * What made the paths of a row shorter or longer than those of the training rows. The weights are
   * in powers of two of the score: they add up to log2(score) - log2({@linkcode baseline}).
   *
   * @throws {RangeError} when the row has another number of columns
   */
  // deno-lint-ignore require-await
  async explain(row: Float32Array): Promise<Contribution[]> {
    const { forest } = this.#ready();
    if (row.length !== forest.cols) {
      throw new RangeError(`The row has ${row.length} columns in place of ${forest.cols}.`);
    }
    const unit = forest.trees * averagePathLength(forest.subsampleSize);
    const steps = shortenings(forest, this.#expectedLengths(), row);
    return Array.from(steps, (shortening, column) => ({ column, weight: shortening / unit }));
  }

  /** The score of a row whose paths are as long as those of the training rows on average. */
  baseline(): number {
    const { forest } = this.#ready();
    const unit = forest.trees * averagePathLength(forest.subsampleSize);
    return 2 ** (-expectedAtRoots(forest, this.#expectedLengths()) / unit);
  }

  // deno-lint-ignore require-await
  async save(): Promise<DetectorState> {
    const { forest, names } = this.#ready();
    const { trees, height, subsampleSize } = forest;
    const facts: ForestFacts = { version: 1, trees, height, subsampleSize, names };
    return {
      kind: this.kind,
      params: { ...this.#params },
      data: facts,
      files: { [FILE]: encodeForest(forest) },
    };
  }

  /**
   * A forest from what {@linkcode save} gave.
   *
   * @throws {TypeError} when the state is damaged
   * @throws {z.ZodError} when its parameters are unknown or out of range
   */
  static load(state: DetectorState): IsolationForest {
    const { success, data, error } = forestFactsSchema.safeParse(state.data);
    if (!success) throw new TypeError(`A saved forest is damaged.\n${z.prettifyError(error)}`);
    if (!Object.hasOwn(state.files, FILE)) {
      throw new TypeError(`The file ${FILE} of a saved forest is missing.`);
    }
    const detector = new IsolationForest(parse(state.params));
    detector.#use(decodeForest(data, state.files[FILE]), data.names);
    return detector;
  }

  dispose(): void {
    this.#fitted = null;
    this.#expected = null;
  }

  #use(forest: Forest, names: string[]): void {
    this.#fitted = { forest, names, lengths: slotPathLengths(forest) };
    this.#expected = null;
  }

  #ready(): Fitted {
    if (!this.#fitted) throw new Error("The isolation forest is not fitted.");
    return this.#fitted;
  }

  #expectedLengths(): Float64Array {
    const { forest, lengths } = this.#ready();
    return this.#expected ??= expectedPathLengths(forest, lengths);
  }
}

/**
 * A new isolation forest, not fitted yet.
 *
 * @param params see {@linkcode IsolationForestParams}; defaults stand in for what is left out
 * @throws {z.ZodError} when parameters are unknown or out of range
 */
export function createIsolationForest(params: Params = {}): IsolationForest {
  return new IsolationForest(parse(params));
}

function parse(params: Params): IsolationForestParams {
  const { fields } = isolationForestDefinition;
  return paramsSchema(fields).parse(params) as unknown as IsolationForestParams;
}

function rowsOfBlock({ trees, height, cols }: Forest): number {
  const fitting = Math.min(BLOCK_VALUES / cols, BLOCK_STEPS / (trees * height));
  return Math.max(4, Math.floor(fitting) & ~3);
}
