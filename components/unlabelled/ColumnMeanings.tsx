import type { ScoredModel } from "../charts/scored_model.ts";
import { Term } from "../Term.tsx";

/** What the columns of the detector table mean. */
export function ColumnMeanings({ models }: { models: ScoredModel[] }) {
  const notes = new Set(models.flatMap(({ result }) => result.unlabelled?.stabilityNote ?? []));
  return (
    <details>
      <summary>What these columns mean</summary>
      <dl class="meanings">
        <div>
          <dt>
            <Term name="Unusual host">Unusual hosts</Term>
          </dt>
          <dd>
            Hosts with more flagged records than chance explains, however busy they are; at most one
            in 100 of them by chance.
          </dd>
        </div>
        <div>
          <dt>False alarms on usual traffic</dt>
          <dd>
            Of 1,000 training records that neither the detector nor the threshold had seen. Close to
            the target is good.
          </dd>
        </div>
        <div>
          <dt>
            <Term name="Planted anomaly">Planted anomalies</Term> found
          </dt>
          <dd>
            Netsift planted anomalies of several kinds in copies of training records. Real attacks
            may look different.
          </dd>
        </div>
        <div>
          <dt>
            <Term name="Stability">Stable when retrained</Term>
          </dt>
          <dd>
            How many of its flags stay when it is retrained with another seed and other records.
            {" "}
            {[...notes].join(" ")}
          </dd>
        </div>
        <div>
          <dt>Flagged by no other detector</dt>
          <dd>Often noise, but sometimes the finding that matters.</dd>
        </div>
      </dl>
    </details>
  );
}
