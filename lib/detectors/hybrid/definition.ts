/**
 * Hybrids as the catalogue lists them.
 *
 * @module
 */
import { DEFAULT_THRESHOLD } from "../../learning/thresholds/rule.ts";
import { autoencoderDefinition } from "../autoencoder/definition.ts";
import type { DetectorDefinition } from "../definition.ts";
import { defaultMember } from "./member.ts";
import type { MemberParams } from "./member_params.ts";
import { type HybridRule, votesNeeded } from "./rules.ts";
import { isolationForestDefinition } from "../isolation_forest/definition.ts";
import { kmeansDefinition } from "../kmeans/definition.ts";
import { lstmClassifierDefinition } from "../lstm_classifier/definition.ts";
import { mahalanobisDefinition } from "../mahalanobis/definition.ts";
import { pcaDefinition } from "../pca/definition.ts";

const PRESETS = [
  {
    value: "autoencoder-kmeans",
    label: "Autoencoder + K-Means",
    members: [autoencoderDefinition, kmeansDefinition].map(defaultMember),
  },
  {
    value: "autoencoder-pca",
    label: "Autoencoder + PCA",
    members: [autoencoderDefinition, pcaDefinition].map(defaultMember),
  },
  {
    value: "mahalanobis-isolation-forest",
    label: "Mahalanobis + Isolation Forest",
    members: [mahalanobisDefinition, isolationForestDefinition].map(defaultMember),
  },
  {
    value: "autoencoder-isolation-forest-mahalanobis",
    label: "Autoencoder + Isolation Forest + Mahalanobis",
    members: [autoencoderDefinition, isolationForestDefinition, mahalanobisDefinition]
      .map(defaultMember),
  },
  {
    value: "autoencoders",
    label: "Three autoencoders that differ by seed",
    members: [autoencoderDefinition, autoencoderDefinition, autoencoderDefinition]
      .map(defaultMember),
  },
  {
    value: "lstm-classifier-isolation-forest",
    label: "LSTM classifier + Isolation Forest (learns from labelled attacks)",
    members: [lstmClassifierDefinition, isolationForestDefinition].map(defaultMember),
  },
];

/** What pages, the API and runs know of hybrids. */
export const hybridDefinition: DetectorDefinition = {
  kind: "hybrid",
  title: "Hybrid",
  knownAs: "VotingClassifier",
  summary:
    "Combines several detectors: all must agree, any one is enough, or their scores are averaged on a common scale. Also shows what each detector finds alone.",
  source: "C. C. Aggarwal: Outlier Ensembles. ACM SIGKDD Explorations 14 (2), 2013.",
  fields: [
    {
      name: "members",
      label: "Members",
      knownAs: "estimators",
      help: "The detectors to combine. Detectors that make different mistakes gain the most.",
      type: "members",
      default: PRESETS[0].members,
      presets: PRESETS,
    },
    {
      name: "rule",
      label: "Rule",
      knownAs: "voting",
      help:
        "All gives the fewest false alarms, any misses the fewest attacks. Mean, weighted and maximum consider how unusual a record is for each member.",
      type: "choice",
      default: "all",
      options: [
        { value: "all", label: "All must agree" },
        { value: "majority", label: "Majority" },
        { value: "any", label: "Any member" },
        { value: "mean", label: "Mean of scores" },
        { value: "weighted", label: "Weighted mean of scores" },
        { value: "maximum", label: "Largest score" },
      ],
    },
    {
      name: "calibration",
      label: "Common scale",
      help:
        "Probability distinguishes between very unusual records; rank only counts the normal records that score lower.",
      type: "choice",
      default: "probability",
      options: [
        { value: "probability", label: "Probability among normal records" },
        { value: "rank", label: "Rank among normal records" },
      ],
    },
  ],
  check({ rule, members }) {
    const weights = (members as MemberParams[]).map(({ weight }) => weight);
    return rule === "weighted" && weights.every((weight) => weight === 0)
      ? { name: "members", message: "At least one member must have a weight above 0." }
      : null;
  },
  requires: { rows: 3 },
  cost: 12,
  defaultThreshold({ rule, members }) {
    const votes = votesNeeded(rule as HybridRule, (members as MemberParams[]).length);
    return votes === null ? DEFAULT_THRESHOLD : { rule: "fixed", value: votes };
  },
  implementation: new URL("./hybrid.ts", import.meta.url),
};
