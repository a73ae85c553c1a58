/**
 * The engine that trains networks and scores with them: our own kernels on threads, or
 * TensorFlow.js where they cannot run or where it is chosen to train.
 *
 * @module
 */
import { KernelEvaluator } from "./engine/kernel_evaluator.ts";
import { KernelTrainer } from "./engine/kernel_trainer.ts";
import type { Network, Weights } from "./network.ts";
import type { EngineChoice, Evaluator, Trainer, TrainerOptions } from "./trainer.ts";

/**
 * Makes a network ready for training. Dispose of it afterwards.
 *
 * @param choice `auto` takes TensorFlow.js only where the kernels cannot run
 * @throws {RangeError} when the network is too large, or cannot learn what it is to
 */
export async function createTrainer(
  options: TrainerOptions,
  choice: EngineChoice = "auto",
): Promise<Trainer> {
  const startTfjs = async () => {
    const { createTfjsTrainer } = await import("./tfjs/engine/trainer.ts");
    return await createTfjsTrainer(options);
  };
  if (choice === "tfjs") return await startTfjs();
  try {
    return await KernelTrainer.start(options);
  } catch (error) {
    const remark = whyNot(error);
    const trainer = await startTfjs();
    return Object.assign(trainer, { facts: { ...trainer.facts, remark } });
  }
}

/**
 * Makes a trained network ready to score. Dispose of it afterwards.
 *
 * @param threads at most; the number of cores by default
 * @throws {RangeError} when the network is too large
 */
export async function createEvaluator(
  network: Network,
  weights: Weights,
  { threads }: { threads?: number } = {},
): Promise<Evaluator> {
  try {
    return await KernelEvaluator.create(network, weights, threads);
  } catch (error) {
    const remark = whyNot(error);
    const { createTfjsEvaluator } = await import("./tfjs/engine/evaluator.ts");
    const evaluator = await createTfjsEvaluator(network, weights);
    return Object.assign(evaluator, { facts: { ...evaluator.facts, remark } });
  }
}

/** Requests that no engine can fulfil are not worth a second try. */
function whyNot(error: unknown): string {
  if (error instanceof RangeError) throw error;
  const reason = error instanceof Error ? error.message : String(error);
  return `The fast kernels cannot run: ${reason}`;
}
