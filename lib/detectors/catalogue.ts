/**
 * The detectors that Netsift has, without their implementations.
 *
 * @module
 */
import { autoencoderDefinition } from "./autoencoder/definition.ts";
import { dbscanDefinition } from "./dbscan/definition.ts";
import type { DetectorDefinition } from "./definition.ts";
import type { DetectorKind } from "./detector.ts";
import { ecodDefinition } from "./ecod/definition.ts";
import { gmmDefinition } from "./gmm/definition.ts";
import { hbosDefinition } from "./hbos/definition.ts";
import type { MemberParams } from "./hybrid/member_params.ts";
import { hybridDefinition } from "./hybrid/definition.ts";
import { isolationForestDefinition } from "./isolation_forest/definition.ts";
import { kmeansDefinition } from "./kmeans/definition.ts";
import { knnDefinition } from "./knn/definition.ts";
import { lstmAutoencoderDefinition } from "./lstm_autoencoder/definition.ts";
import { lstmClassifierDefinition } from "./lstm_classifier/definition.ts";
import { mahalanobisDefinition } from "./mahalanobis/definition.ts";
import { pcaDefinition } from "./pca/definition.ts";
import { untrainedAutoencoderDefinition } from "./untrained_autoencoder/definition.ts";

/** Every detector, in the order in which pages list them. */
export const DETECTORS: DetectorDefinition[] = [
  isolationForestDefinition,
  kmeansDefinition,
  gmmDefinition,
  pcaDefinition,
  mahalanobisDefinition,
  knnDefinition,
  dbscanDefinition,
  hbosDefinition,
  ecodDefinition,
  autoencoderDefinition,
  untrainedAutoencoderDefinition,
  lstmAutoencoderDefinition,
  lstmClassifierDefinition,
  hybridDefinition,
];

/** The kinds of all detectors, in the same order. */
export const DETECTOR_KINDS: DetectorKind[] = DETECTORS.map(({ kind }) => kind);

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

/**
 * Whether a detector learns from attacks too, by their labels; a hybrid does where a member does.
 *
 * @param params with defaults filled in
 * @throws {RangeError} when there is no such detector
 */
export function isSupervised(kind: DetectorKind, params: Record<string, unknown>): boolean {
  const { requires, fields } = detectorDefinition(kind);
  if (requires.labels) return true;
  return fields.some(({ name, type }) =>
    type === "members" &&
    (params[name] as MemberParams[]).some((member) => isSupervised(member.kind, member.params))
  );
}
