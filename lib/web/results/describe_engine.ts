/**
 * What computes, in words.
 *
 * @module
 */
import type { EngineReport } from "../../compute/engine_report.ts";
import type { EngineFacts } from "../../compute/trainer.ts";
import { formatPlural } from "../../base/format.ts";

/** What neural detectors compute with on this machine, and why not faster. */
export function reportWords(report: EngineReport): string {
  const { backend, simd, threads, fastKernels, fusedMultiplyAdd, remark } = report;
  const facts = [
    `TensorFlow.js ${backend}`,
    simd ? "SIMD" : "no SIMD",
    formatPlural(threads, "thread"),
    fastKernels ? "fast kernels" : "no fast kernels",
    ...(fastKernels ? [fusedMultiplyAdd ? "fused multiply-add" : "no fused multiply-add"] : []),
  ].join(", ");
  return remark === null ? `${facts}.` : `${facts}. ${sentence(remark)}`;
}

/** What one model was computed with, and why not with something faster. */
export function factsWords({ engine, threads, fusedMultiplyAdd, remark }: EngineFacts): string {
  const name = engine === "kernels"
    ? `Fast kernels${fusedMultiplyAdd ? " with fused multiply-add" : ""}`
    : "TensorFlow.js";
  const facts = `${name}, ${formatPlural(threads, "thread")}.`;
  return remark === undefined ? facts : `${facts} ${sentence(remark)}`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
