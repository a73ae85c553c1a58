import type { ScoredModel } from "../charts/scored_model.ts";
import type { RunComparison } from "../../lib/explain/comparison/types.ts";
import {
  describeRunVerdict,
  describeSharedHosts,
} from "../../lib/web/unlabelled/describe_unlabelled.ts";
import { Notice } from "../Notice.tsx";

interface UnlabelledVerdictProps {
  models: ScoredModel[];
  /** `null` until it is there. */
  comparison: RunComparison | null;
  /** Id of the test dataset. */
  dataset: string;
}

/** What the run has shown, and what nobody can say without labels. */
export function UnlabelledVerdict({ models, comparison, dataset }: UnlabelledVerdictProps) {
  return (
    <Notice tone="info">
      <p>
        <strong>{describeRunVerdict(models)}</strong>{" "}
        {comparison && describeSharedHosts(comparison)}
      </p>
      <p>
        The test data has no labels, so precision and recall are unknown. The measures below work
        without labels. <a href="#judge">Judge 20 records</a> to get an estimate, or{" "}
        <a href={`/datasets/${dataset}`}>add labels</a>.
      </p>
    </Notice>
  );
}
