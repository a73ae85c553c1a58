/**
 * The detectors that Netsift has, without their implementations.
 *
 * @module
 */
import { autoencoderDefinition } from "./autoencoder_definition.ts";
import type { DetectorDefinition } from "./definition.ts";
import type { DetectorKind } from "./detector.ts";
import { isolationForestDefinition } from "./isolation_forest_definition.ts";
import { lstmAutoencoderDefinition } from "./lstm_autoencoder_definition.ts";
import { lstmClassifierDefinition } from "./lstm_classifier_definition.ts";

/** Every detector, in the order in which pages list them. */
export const DETECTORS: DetectorDefinition[] = [
  isolationForestDefinition,
  autoencoderDefinition,
  lstmAutoencoderDefinition,
  lstmClassifierDefinition,
];

/**
 * The definition of one detector.
 *
 * @throws {RangeError} when there is no such detector
 */
export function detectorDefinition(kind: DetectorKind): DetectorDefinition {
  const definition = DETECTORS.find((candidate) => candidate.kind === kind);
  if (!definition) throw new RangeError(`There is no detector "${kind}".`);
  return definition;
}
