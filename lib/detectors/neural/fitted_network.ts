/**
 * A network that has learnt, ready to score, to be saved and to be loaded.
 *
 * @module
 */
import { createEvaluator } from "../../compute/engine.ts";
import { saveLayersModel } from "../../compute/tfjs/layers_model.ts";
import { type ModelFiles, readLayersModel } from "../../compute/tfjs/layers_model_files.ts";
import type { Network, Weights } from "../../compute/network.ts";
import { startTensorFlow } from "../../compute/tfjs/start.ts";
import type { EngineFacts, Evaluator } from "../../compute/trainer.ts";

/** To be disposed. */
export class FittedNetwork implements Disposable {
  private constructor(
    readonly network: Network,
    readonly weights: Weights,
    /** Names of the columns, as they were in the fit. */
    readonly names: readonly string[],
    readonly evaluator: Evaluator,
    readonly facts: EngineFacts,
  ) {}

  /** @param facts what trained it; by default what it scores with */
  static async create(
    network: Network,
    weights: Weights,
    names: readonly string[],
    facts?: EngineFacts,
  ): Promise<FittedNetwork> {
    const evaluator = await createEvaluator(network, weights);
    return new FittedNetwork(network, weights, names, evaluator, facts ?? evaluator.facts);
  }

  /**
   * A network from what {@linkcode files} gave.
   *
   * @param expected numbers that it must give, and rows that it must read for them
   * @throws {TypeError} when the files are damaged or belong to another detector
   */
  static async load(
    files: ModelFiles,
    names: readonly string[],
    expected: { outputs: number; steps: number },
  ): Promise<FittedNetwork> {
    const { network, weights } = readLayersModel(files);
    if (network.columns !== names.length || weights.at(-1)?.length !== expected.outputs) {
      throw new TypeError("A saved model is damaged: its network has other columns.");
    }
    if (network.steps !== expected.steps) {
      throw new TypeError("A saved model is damaged: its network reads other windows.");
    }
    return await FittedNetwork.create(network, weights, names);
  }

  /** The network as a TensorFlow.js layers model, `model.json` and `weights.bin`. */
  async files(): Promise<ModelFiles> {
    const { tf } = await startTensorFlow();
    return await saveLayersModel(tf, this.network, this.weights);
  }

  [Symbol.dispose](): void {
    this.evaluator[Symbol.dispose]();
  }
}
