/**
 * Pipelines as Netsift's first release saved them: one scaling for all columns, none left out.
 *
 * @module
 */
import { z } from "zod";
import type { PipelineState } from "./state.ts";

const affine = { offset: z.number(), scale: z.number() };

const featureState = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("numeric"),
    name: z.string(),
    ...affine,
    policy: z.enum(["median", "zero", "indicator", "drop-row"]).default("median"),
    fill: z.number(),
    min: z.number(),
    max: z.number(),
    mean: z.number(),
    integer: z.boolean(),
    missing: z.boolean(),
  }),
  z.strictObject({
    type: z.literal("one-hot"),
    name: z.string(),
    categories: z.array(z.string()),
    other: z.boolean(),
    missing: z.boolean(),
  }),
  z.strictObject({
    type: z.literal("label"),
    name: z.string(),
    ...affine,
    categories: z.array(z.string()),
    missing: z.boolean(),
  }),
]);

/** The check of a saved pipeline of version 1. */
export const pipelineStateV1Schema = z.strictObject({
  version: z.literal(1),
  encoding: z.enum(["one-hot", "label"]),
  scaling: z.enum(["standard", "min-max", "log-standard"]),
  features: z.array(featureState).min(1),
});

/** The same pipeline as this release saves it. */
export function upgradeStateV1(
  { scaling: kind, features }: z.infer<typeof pipelineStateV1Schema>,
): PipelineState {
  return {
    version: 2,
    features: features.map((feature) => {
      if (feature.type === "one-hot") return feature;
      const { offset, scale, ...learned } = feature;
      return { ...learned, scale: { kind, offset, scale } };
    }),
    dropped: [],
  };
}
