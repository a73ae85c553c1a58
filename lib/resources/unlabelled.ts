/**
 * What can be said about a model whose test data has no labels.
 *
 * @module
 */
import { z } from "zod";
import { PLANTED_KINDS } from "./choices.ts";
import { count, series, share } from "./fields.ts";

/** A kind of planted anomalies. */
export type PlantedKind = typeof PLANTED_KINDS[number];

const baseline = z.object({
  /** Held-out training rows. */
  rows: count,
  /** Those flagged by the threshold that the other half of them gives. */
  flagged: count,
  /** Share that the rule promises; `null` where it promises none. */
  target: share.nullable(),
});

/** False alarms on usual traffic that no detector learned from. */
export type BaselineAlarms = z.infer<typeof baseline>;

const planted = z.object({
  kind: z.enum(PLANTED_KINDS),
  planted: count,
  /** Those that score above the threshold. */
  found: count,
  /** One for each planted record. */
  scores: series,
});

/** Planted anomalies of one kind, and how many were found. */
export type PlantedAnomalies = z.infer<typeof planted>;

const stability = z.object({
  /** Further trainings with other random numbers and other held-out rows. */
  trainings: count,
  /** Share of the flagged test rows that they flag too, their mean; `null` where none is flagged. */
  records: share.nullable(),
  /** Share of the unusual hosts that they find too; `null` without any. */
  hosts: share.nullable(),
});

/** How far trainings with other seeds flag the same. */
export type Stability = z.infer<typeof stability>;

const hosts = z.object({
  /** Column that names them. */
  column: z.string(),
  total: count,
  /** Hosts with at least one flagged record. */
  flagged: count,
  /** Hosts with more flagged records than chance explains. */
  unusual: count,
});

/** Hosts of the test data by what a model flags. */
export type HostCounts = z.infer<typeof hosts>;

/** What can be said about a model without labels. */
export const unlabelledSchema = z.object({
  /** `null` where too few rows were held out. */
  baseline: baseline.nullable(),
  planted: z.array(planted),
  /** `null` where it was not measured. */
  stability: stability.nullable(),
  /** Why `stability` was not measured, in a sentence; absent where it was. */
  stabilityNote: z.string().optional(),
  /** `null` where the test data names no hosts. */
  hosts: hosts.nullable(),
}).meta({ id: "UnlabelledResult" });

/** What can be said about a model without labels. */
export type UnlabelledResult = z.infer<typeof unlabelledSchema>;
