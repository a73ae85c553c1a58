/**
 * The LSTM classifier.
 *
 * @module
 */
import { z } from "zod";
import { createEvaluator } from "../../compute/engine.ts";
import type { Layer, Network } from "../../compute/network.ts";
import type { EngineFacts, Evaluator } from "../../compute/trainer.ts";
import type {
  Detector,
  DetectorFactory,
  DetectorState,
  FitOptions,
  ScoreOptions,
} from "../detector.ts";
import type { Contribution, Matrix } from "../../learning/matrix.ts";
import { normalMedians, occlude } from "./occlusion.ts";
import { lstmClassifierDefinition } from "./definition.ts";
import { requireColumns, requireFinite, requireLength } from "../matrix_checks.ts";
import { fitNetwork, toSamples } from "../neural/fit_network.ts";
import { FittedNetwork } from "../neural/fitted_network.ts";
import type { RecurrentParams } from "../neural/training_params.ts";
import type { Params } from "../../learning/params.ts";
import { detectorParamsSchema } from "../params.ts";

/** Parameters of an LSTM classifier. */
export interface LstmClassifierParams extends RecurrentParams {
  /** Units of each LSTM layer, one after the other. */
  layers: number[];
  /** Rows in a window: the row that is scored and those before it. */
  window: number;
  /** `balanced`: both classes count the same in total; `none`: each row counts the same. */
  classWeights: "balanced" | "none";
  /** Share of each LSTM layer's outputs that training sets to zero. */
  dropout: number;
}

/** What is there after a fit. */
interface Fitted {
  network: FittedNetwork;
  /** The same network up to the log-odds, which do not saturate as probabilities do. */
  logOdds: Evaluator;
  /** Median of each column over the normal training rows. */
  usual: number[];
}

const FACTS = z.object({
  version: z.literal(1),
  names: z.array(z.string()).min(1),
  usual: z.array(z.number()),
});

/**
 * LSTM classifier: recurrent layers read a window of rows, the row itself last, and one sigmoid
 * output gives the probability that the row is an attack, which is its score. Learns from labelled
 * rows of both classes, by binary cross-entropy. A share of each class is set aside to end training.
 *
 * With balanced class weights the probability is that among as many normal rows as attacks.
 *
 * Weak on attacks unlike those of training, which it mostly takes for normal, and where labels are
 * wrong.
 *
 * Source: S. Hochreiter and J. Schmidhuber, "Long Short-Term Memory", Neural Computation 9 (8), 1997.
 */
class LstmClassifier implements Detector {
  readonly kind = "lstm-classifier";
  readonly context: number;
  readonly #params: LstmClassifierParams;
  #fitted: Fitted | null = null;

  constructor(params: LstmClassifierParams) {
    this.#params = params;
    this.context = params.window - 1;
  }

  get engine(): EngineFacts | undefined {
    return this.#fitted?.network.facts;
  }

  /**
   * @throws {RangeError} without labels, or with fewer than two rows of a class
   * @throws {Error} when training diverges
   */
  async fit(x: Matrix, options: FitOptions): Promise<void> {
    if (x.cols < 1) throw new RangeError("The LSTM classifier needs at least one column.");
    const labels = requireLabels(x, options.labels);
    requireFinite(x);
    const params = this.#params;
    const network = lstmClassifierNetwork(x.cols, params);
    const classWeights = params.classWeights === "balanced"
      ? balancedWeights(labels)
      : [1, 1] as [number, number];
    const objective = { type: "classification", labels, classWeights } as const;
    const { weights, facts } = await fitNetwork(x, { network, objective, params }, options);
    await this.use(
      await FittedNetwork.create(network, weights, [...x.names], facts),
      [...normalMedians(x, labels)],
    );
  }

  async score(x: Matrix, options: ScoreOptions = {}): Promise<Float32Array> {
    const { evaluator, names } = this.#ready().network;
    requireColumns(x, names, "LSTM classifier");
    options.signal?.throwIfAborted();
    if (x.rows === 0) return new Float32Array();
    requireFinite(x);
    return await evaluator.probabilities(toSamples(x), options);
  }

  /**
   * The log-odds of the row minus those of the same row with one column set to its median over
   * normal training rows; for windows, of the row repeated, whatever is before it. Positive: this value speaks for an
   * attack. Columns act together, so the weights do not add up to the score.
   *
   * @throws {RangeError} when the row has another number of columns, or one is no finite number
   */
  // deno-lint-ignore require-await
  async explain(row: Float32Array): Promise<Contribution[]> {
    const { network: { names }, logOdds, usual } = this.#ready();
    requireLength(row, names.length, this.context);
    const alone = row.subarray(-names.length);
    requireFinite({ data: alone, rows: 1, cols: alone.length, names: [...names] });
    return occlude(logOdds, alone, usual);
  }

  /** The network is kept as a TensorFlow.js layers model, `model.json` and `weights.bin`. */
  async save(): Promise<DetectorState> {
    const { network, usual } = this.#ready();
    const data: z.infer<typeof FACTS> = { version: 1, names: [...network.names], usual };
    return { kind: this.kind, params: { ...this.#params }, data, files: await network.files() };
  }

  dispose(): void {
    this.#fitted?.network[Symbol.dispose]();
    this.#fitted?.logOdds[Symbol.dispose]();
    this.#fitted = null;
  }

  /** Takes a network that has learnt. */
  async use(network: FittedNetwork, usual: number[]): Promise<void> {
    const layers = network.network.layers.with(-1, {
      type: "dense",
      units: 1,
      activation: "linear",
    });
    const logOdds = await createEvaluator({ ...network.network, layers }, network.weights, {
      threads: 1,
    });
    this.dispose();
    this.#fitted = { network, logOdds, usual };
  }

  #ready(): Fitted {
    if (!this.#fitted) throw new Error("The LSTM classifier is not fitted.");
    return this.#fitted;
  }
}

/** The network of an LSTM classifier. */
function lstmClassifierNetwork(
  columns: number,
  { layers, window, dropout }: LstmClassifierParams,
): Network {
  const stack = layers.flatMap((units, i): Layer[] => [
    { type: "lstm", units, sequences: i < layers.length - 1 },
    ...(dropout > 0 ? [{ type: "dropout", rate: dropout } as const] : []),
  ]);
  stack.push({ type: "dense", units: 1, activation: "sigmoid" });
  return { columns, steps: window, layers: stack };
}

/**
 * A new LSTM classifier, not fitted yet.
 *
 * @param params see {@linkcode LstmClassifierParams}; defaults stand in for what is left out
 * @throws {z.ZodError} when parameters are unknown or out of range
 *
 * @example
 * ```ts
 * import { createLstmClassifier } from "./lstm_classifier.ts";
 *
 * const data = Float32Array.from({ length: 200 }, (_, i) => Math.sin(i));
 * const x = { data, rows: 200, cols: 1, names: ["bytes"] };
 * const labels = Uint8Array.from(data, (value) => value > 0.5 ? 1 : 0);
 * const classifier = createLstmClassifier({ layers: [8], epochs: 5 });
 * await classifier.fit(x, { seed: 1, labels });
 * const probabilities = await classifier.score(x); // one a row
 * classifier.dispose();
 * ```
 */
export function createLstmClassifier(params: Params = {}): Detector {
  return new LstmClassifier(parse(params));
}

/**
 * An LSTM classifier from what `save` gave.
 *
 * @throws {TypeError} when the state is damaged
 */
export async function loadLstmClassifier(state: DetectorState): Promise<Detector> {
  const facts = FACTS.safeParse(state.data);
  if (!facts.success) {
    throw new TypeError(`A saved LSTM classifier is damaged.\n${z.prettifyError(facts.error)}`);
  }
  const { names, usual } = facts.data;
  if (usual.length !== names.length) {
    throw new TypeError("A saved LSTM classifier is damaged: it lacks usual values.");
  }
  const detector = new LstmClassifier(parse(state.params));
  const expected = { outputs: 1, steps: detector.context + 1 };
  await detector.use(await FittedNetwork.load(state.files, names, expected), usual);
  return detector;
}

/** How the registry makes it. */
export const factory: DetectorFactory = { create: createLstmClassifier, load: loadLstmClassifier };

function parse(params: Params): LstmClassifierParams {
  const { fields, check } = lstmClassifierDefinition;
  return detectorParamsSchema(fields, check).parse(params) as unknown as LstmClassifierParams;
}

function requireLabels(x: Matrix, labels: Uint8Array | undefined): Uint8Array {
  if (!labels) {
    throw new RangeError(
      "The LSTM classifier learns from labels, and the training data have none.",
    );
  }
  if (labels.length !== x.rows) {
    throw new RangeError(`There are ${labels.length} labels for ${x.rows} rows.`);
  }
  const [normal, attacks] = countClasses(labels);
  if (normal < 2 || attacks < 2) {
    throw new RangeError(
      "The LSTM classifier needs at least two normal rows and two attacks to learn from; " +
        `there are ${normal} and ${attacks}.`,
    );
  }
  return labels;
}

/** Weights with which both classes count the same in total, and a row one on average. */
function balancedWeights(labels: Uint8Array): [number, number] {
  const [normal, attacks] = countClasses(labels);
  return [labels.length / (2 * normal), labels.length / (2 * attacks)];
}

function countClasses(labels: Uint8Array): [normal: number, attacks: number] {
  const attacks = labels.reduce((sum, label) => sum + (label === 1 ? 1 : 0), 0);
  return [labels.length - attacks, attacks];
}
