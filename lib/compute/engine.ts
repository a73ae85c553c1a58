/**
 * The engine that trains networks and scores with them: kernels of our own on threads, or
 * TensorFlow.js where they cannot run.
 *
 * @module
 */
import { compileKernels } from "./engine/kernels.ts";
import { KernelEvaluator } from "./engine/kernel_evaluator.ts";
import { KernelTrainer } from "./engine/kernel_trainer.ts";
import type { Network, Weights } from "./network.ts";
import type { EngineFacts, Evaluator, Trainer, TrainerOptions } from "./trainer.ts";

/**
 * Makes a network ready for training. Dispose of it afterwards.
 *
 * @throws {RangeError} when the network is too large, or cannot learn what it is to
 */
export async function createTrainer(options: TrainerOptions): Promise<Trainer> {
  try {
    return await KernelTrainer.start(options);
  } catch (error) {
    const remark = whyNot(error);
    const { createTfjsTrainer } = await import("./tfjs/fallback/trainer.ts");
    const trainer = await createTfjsTrainer(options);
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
    const { createTfjsEvaluator } = await import("./tfjs/fallback/evaluator.ts");
    const evaluator = await createTfjsEvaluator(network, weights);
    return Object.assign(evaluator, { facts: { ...evaluator.facts, remark } });
  }
}

/** What this machine trains with. */
export async function engineFacts(): Promise<EngineFacts> {
  const threads = navigator.hardwareConcurrency;
  try {
    const { fusedMultiplyAdd } = await compileKernels();
    return { engine: "kernels", threads, fusedMultiplyAdd };
  } catch (error) {
    return { engine: "tfjs", threads, fusedMultiplyAdd: false, remark: whyNot(error) };
  }
}

/** Requests that no engine can fulfil are not worth a second try. */
function whyNot(error: unknown): string {
  if (error instanceof RangeError) throw error;
  const reason = error instanceof Error ? error.message : String(error);
  return `The fast kernels cannot run: ${reason}`;
}
