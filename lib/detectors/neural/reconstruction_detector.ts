/**
 * Detectors that score a row by how badly a network restores it.
 *
 * @module
 */
import { z } from "zod";
import type { Network, Weights } from "../../compute/network.ts";
import type { EngineFacts, ErrorMeasure } from "../../compute/trainer.ts";
import type { DetectorDefinition } from "../definition.ts";
import type { Detector, DetectorState, FitOptions, ScoreOptions } from "../detector.ts";
import type { Contribution, Matrix } from "../../learning/matrix.ts";
import { requireColumns, requireFinite, requireLength } from "../matrix_checks.ts";
import type { Params } from "../../learning/params.ts";
import { detectorParamsSchema } from "../params.ts";
import { fitNetwork, toSamples, type TrainedNetwork } from "./fit_network.ts";
import { FittedNetwork } from "./fitted_network.ts";
import { reconstructionError } from "../../compute/reconstruction_error.ts";
import type { TrainingParams } from "./training_params.ts";

/** What sets one of these detectors apart. */
export interface ReconstructionRecipe<P extends object> {
  definition: DetectorDefinition;
  /** As in "the autoencoder". */
  name: string;
  /** The network for a number of columns. */
  network(columns: number, params: P): Network;
  /** How an error is measured; by its square where it is absent. */
  measure?: (params: P) => ErrorMeasure;
  /**
   * Finds the weights; `x` has at least one column, and finite numbers.
   *
   * @returns the weights, what found them where it differs from what scores, and the network where it
   *   differs from what was asked for
   */
  learn(
    x: Matrix,
    network: Network,
    params: P,
    options: FitOptions,
  ): Promise<{ network?: Network; weights: Weights; facts?: EngineFacts }>;
}

/** Trains a network to restore the rows of `x`, as {@linkcode fitNetwork} does. */
export async function learnReconstruction(
  x: Matrix,
  network: Network,
  params: TrainingParams,
  options: FitOptions,
): Promise<TrainedNetwork> {
  return await fitNetwork(x, { network, objective: { type: "reconstruction" }, params }, options);
}

const FACTS = z.object({ version: z.literal(1), names: z.array(z.string()).min(1) });

/** A network that learns to restore rows, or windows of rows. */
class ReconstructionDetector<P extends object> implements Detector {
  readonly kind;
  readonly context;
  readonly #name: string;
  readonly #params: P;
  readonly #recipe: ReconstructionRecipe<P>;
  readonly #measure: ErrorMeasure;
  #fitted: FittedNetwork | null = null;

  constructor(recipe: ReconstructionRecipe<P>, params: P) {
    this.kind = recipe.definition.kind;
    this.context = recipe.network(1, params).steps - 1;
    this.#name = recipe.name;
    this.#params = params;
    this.#recipe = recipe;
    this.#measure = recipe.measure?.(params) ?? "squared";
  }

  get engine(): EngineFacts | undefined {
    return this.#fitted?.facts;
  }

  /** @throws {Error} when training diverges */
  async fit(x: Matrix, options: FitOptions): Promise<void> {
    if (x.cols < 1) throw new RangeError(`The ${this.#name} needs at least one column.`);
    requireFinite(x);
    const network = this.#recipe.network(x.cols, this.#params);
    const learnt = await this.#recipe.learn(x, network, this.#params, options);
    const { weights, facts } = learnt;
    this.use(await FittedNetwork.create(learnt.network ?? network, weights, [...x.names], facts));
  }

  async score(x: Matrix, options: ScoreOptions = {}): Promise<Float32Array> {
    const { evaluator, names } = this.#ready();
    requireColumns(x, names, this.#name);
    options.signal?.throwIfAborted();
    if (x.rows === 0) return new Float32Array();
    requireFinite(x);
    return await evaluator.errors(toSamples(x), this.#measure, options);
  }

  /**
   * The reconstruction error of each column, divided by the number of columns: the weights
   * add up to the score that the row has after the rows before it.
   *
   * @throws {RangeError} when the row has another number of columns, or one is no finite number
   */
  // deno-lint-ignore require-await
  async explain(row: Float32Array): Promise<Contribution[]> {
    const { evaluator, names } = this.#ready();
    const cols = names.length;
    requireLength(row, cols, this.context);
    const x = { data: row, rows: row.length / cols, cols, names: [...names] };
    requireFinite(x);
    const reconstruction = evaluator.outputs(toSamples(x), x.rows - 1, x.rows);
    return Array.from(row.subarray(-cols), (value, column) => ({
      column,
      weight: reconstructionError(value, reconstruction[column], this.#measure) / cols,
    }));
  }

  /** The network is kept as a TensorFlow.js layers model, `model.json` and `weights.bin`. */
  async save(): Promise<DetectorState> {
    const fitted = this.#ready();
    const data: z.infer<typeof FACTS> = { version: 1, names: [...fitted.names] };
    return {
      kind: this.kind,
      params: { ...(this.#params as Params) },
      data,
      files: await fitted.files(),
    };
  }

  dispose(): void {
    this.#fitted?.[Symbol.dispose]();
    this.#fitted = null;
  }

  /** Takes a network that has learnt. */
  use(fitted: FittedNetwork): void {
    this.dispose();
    this.#fitted = fitted;
  }

  #ready(): FittedNetwork {
    if (!this.#fitted) throw new Error(`The ${this.#name} is not fitted.`);
    return this.#fitted;
  }
}

/**
 * A new detector, not fitted yet.
 *
 * @throws {z.ZodError} when parameters are unknown or out of range
 */
export function createReconstruction<P extends object>(
  recipe: ReconstructionRecipe<P>,
  params: Params,
): Detector {
  return new ReconstructionDetector(recipe, parse(recipe, params));
}

/**
 * A detector from what `save` gave.
 *
 * @throws {TypeError} when the state is damaged
 * @throws {z.ZodError} when its parameters are unknown or out of range
 */
export async function loadReconstruction<P extends object>(
  recipe: ReconstructionRecipe<P>,
  state: DetectorState,
): Promise<Detector> {
  const facts = FACTS.safeParse(state.data);
  if (!facts.success) {
    throw new TypeError(`A saved ${recipe.name} is damaged.\n${z.prettifyError(facts.error)}`);
  }
  const { names } = facts.data;
  const detector = new ReconstructionDetector(recipe, parse(recipe, state.params));
  const expected = { outputs: names.length, steps: detector.context + 1 };
  detector.use(await FittedNetwork.load(state.files, names, expected));
  return detector;
}

function parse<P>({ definition }: { definition: DetectorDefinition }, params: Params): P {
  return detectorParamsSchema(definition.fields, definition.check).parse(params) as P;
}
