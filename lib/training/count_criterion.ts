/**
 * How detectors chose their number of clusters or components.
 *
 * @module
 */
import { z } from "zod";
import type { DetectorState } from "../detectors/detector.ts";
import type { CountCriterion } from "../learning/metrics/types.ts";

const CLUSTERS = z.object({
  facts: z.object({
    clusters: z.int(),
    criterion: z.array(z.object({ clusters: z.int(), silhouette: z.number() })).min(1),
  }),
});

const COMPONENTS = z.object({
  facts: z.object({
    components: z.int(),
    criterion: z.array(z.object({ components: z.int(), bic: z.number() })).min(1),
  }),
});

/** What a saved detector says about it; `null` where the number was given, or there is none. */
export function countCriterion({ data }: Pick<DetectorState, "data">): CountCriterion | null {
  const clusters = CLUSTERS.safeParse(data);
  if (clusters.success) {
    const { criterion, clusters: chosen } = clusters.data.facts;
    return {
      measure: "silhouette",
      counts: criterion.map(({ clusters }) => clusters),
      values: criterion.map(({ silhouette }) => silhouette),
      chosen,
    };
  }
  const components = COMPONENTS.safeParse(data);
  if (!components.success) return null;
  const { criterion, components: chosen } = components.data.facts;
  return {
    measure: "bic",
    counts: criterion.map(({ components }) => components),
    values: criterion.map(({ bic }) => bic),
    chosen,
  };
}
