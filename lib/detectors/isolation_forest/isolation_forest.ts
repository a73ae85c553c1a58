/**
 * Isolation Forest.
 *
 * @module
 */
import { z } from "zod";
import { createRandom } from "../../base/random.ts";
import type {
  Detector,
  DetectorFactory,
  DetectorState,
  FitOptions,
  ScoreOptions,
} from "../detector.ts";
import type { Contribution, Matrix } from "../../learning/matrix.ts";
import { expectedAtRoots, expectedPathLengths, shortenings } from "./explain.ts";
import { emptyForest, type Forest, type ForestShape, slotPathLengths } from "./forest.ts";
import { TreeGrower } from "./grow.ts";
import { packedBytes } from "./pack.ts";
import { ForestScorer } from "./scorer.ts";
import { decodeForest, encodeForest, forestFacts, forestFactsSchema } from "./state.ts";
import { isolationForestDefinition } from "./definition.ts";
import { requireColumns, requireFinite, requireLength } from "../matrix_checks.ts";
import { createPacer } from "../../base/pacer.ts";
import type { Params } from "../../learning/params.ts";
import { detectorParamsSchema } from "../params.ts";

/** Parameters of an isolation forest. */
export interface IsolationForestParams {
  /** Number of trees. */
  trees: number;
  /** Training rows that each tree is grown from, drawn without replacement; all if there are fewer. */
  subsampleSize: number;
  /** Share of the columns that each tree may look at, drawn at random for each; at least one. */
  maxFeatures: number;
  /** Columns that each cut looks at beyond the first; as many as there are at most. */
  extensionLevel: number;
  /** Only the default threshold depends on it; kept with the model as a fact. */
  contamination: "auto" | number;
}

/** What is there after a fit. */
interface Fitted {
  forest: Forest;
  names: string[];
  /** Path length of each slot. */
  lengths: Float64Array;
  scorer: ForestScorer;
}

const FILE = "forest.bin";
/** Bytes of a forest that the kernels have room for beside their rows. */
const MOST_BYTES = 2 ** 28;

/**
 * Isolation Forest: random trees that cut a random column at a random value until every row is
 * isolated or the height limit ceil(log2(subsampleSize)) is reached. The score of a row is
 * 2^(-E[h] / c(subsampleSize)) with its mean path length E[h]: near 1 for rows that are isolated at
 * once, about 0.5 where nothing stands out, less for rows in the thick of it.
 *
 * As in scikit-learn, only columns that vary within a node are candidates for its cut.
 *
 * With an extension level the cuts are hyperplanes: a random direction in `extensionLevel + 1` random
 * columns, cut at a random place between the outermost training rows of the node in that direction.
 *
 * Weak where anomalies lie close together (they shield each other), and where only a combination of
 * values is odd: a cut looks at one column at a time. Columns that hardly ever vary, such as rare
 * one-hot categories, are seldom cut, so a rare category alone raises the score little.
 *
 * Sources: F. T. Liu, K. M. Ting, Z.-H. Zhou, "Isolation Forest", ICDM 2008. Hyperplanes: S. Hariri,
 * M. Carrasco Kind, R. J. Brunner, "Extended Isolation Forest", IEEE Transactions on Knowledge and Data
 * Engineering 33 (4), 2021 (arXiv 2019); the place of the cut: J. Lesouple et al., "Generalized
 * isolation forest for anomaly detection", Pattern Recognition Letters 149, 2021.
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
    requireFinite(x);
    const features = Math.max(1, Math.round(this.#params.maxFeatures * x.cols));
    const forest = emptyForest(this.#shapeFor(x, features));
    forest.planes?.means.set(columnMeans(x));
    const grower = new TreeGrower(x, createRandom(seed), { features });
    const pace = createPacer(signal);
    for (let tree = 0; tree < forest.trees; tree++) {
      await pace();
      grower.grow(forest, tree);
      onProgress?.({ fraction: (tree + 1) / forest.trees });
    }
    this.#use(forest, [...x.names]);
  }

  async score(x: Matrix, options: ScoreOptions = {}): Promise<Float32Array> {
    const { names, scorer } = this.#ready();
    requireColumns(x, names, "isolation forest");
    return await scorer.score(x, options);
  }

  /**
   * What made the paths of a row shorter or longer than those of the training rows. The weights are
   * in powers of two of the score: they add up to log2(score) - log2({@linkcode baseline}).
   *
   * @throws {RangeError} when the row has another number of columns, or numbers that are not finite
   */
  // deno-lint-ignore require-await
  async explain(row: Float32Array): Promise<Contribution[]> {
    const { forest, names, scorer: { unit } } = this.#ready();
    requireLength(row, forest.cols);
    requireFinite({ data: row, rows: 1, cols: forest.cols, names });
    const steps = shortenings(forest, this.#expectedLengths(), row);
    return Array.from(steps, (shortening, column) => ({ column, weight: shortening / unit }));
  }

  /** The score of a row whose paths are as long as those of the training rows on average. */
  baseline(): number {
    const { forest, scorer: { unit } } = this.#ready();
    return 2 ** (-expectedAtRoots(forest, this.#expectedLengths()) / unit);
  }

  // deno-lint-ignore require-await
  async save(): Promise<DetectorState> {
    const { forest, names } = this.#ready();
    return {
      kind: this.kind,
      params: { ...this.#params },
      data: forestFacts(forest, names),
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
    this.#fitted?.scorer[Symbol.dispose]();
    this.#fitted = null;
    this.#expected = null;
  }

  #shapeFor({ rows, cols }: Matrix, features: number): ForestShape {
    const { trees, extensionLevel } = this.#params;
    const subsampleSize = Math.min(this.#params.subsampleSize, rows);
    const height = Math.ceil(Math.log2(subsampleSize));
    const width = Math.min(extensionLevel + 1, features);
    if (packedBytes(trees, height, width) > MOST_BYTES) {
      throw new RangeError(
        `${trees} trees of ${subsampleSize} rows with cuts in ${width} columns are too large; ` +
          "choose fewer trees, a smaller subsample or a lower extension level.",
      );
    }
    return { trees, height, subsampleSize, cols, width };
  }

  #use(forest: Forest, names: string[]): void {
    this.#fitted?.scorer[Symbol.dispose]();
    const lengths = slotPathLengths(forest);
    this.#fitted = { forest, names, lengths, scorer: new ForestScorer(forest, lengths) };
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

/** How the registry makes it. */
export const factory: DetectorFactory = {
  create: createIsolationForest,
  load: (state) => IsolationForest.load(state),
};

function parse(params: Params): IsolationForestParams {
  const { fields } = isolationForestDefinition;
  return detectorParamsSchema(fields).parse(params) as unknown as IsolationForestParams;
}

function columnMeans({ data, rows, cols }: Matrix): Float32Array {
  const sums = new Float64Array(cols);
  for (let i = 0; i < rows * cols; i++) sums[i % cols] += data[i];
  return Float32Array.from(sums, (sum) => sum / rows);
}
