import type { ScoredModel } from "../charts/scored_model.ts";

/** What the columns of the detector table mean. */
export function ColumnMeanings({ models }: { models: ScoredModel[] }) {
  const notes = new Set(models.flatMap(({ result }) => result.unlabelled?.stabilityNote ?? []));
  return (
    <details>
      <summary>What these columns mean</summary>
      <dl class="meanings">
        <div>
          <dt>Unusual hosts</dt>
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
          <dt>Planted anomalies found</dt>
          <dd>
            Netsift made anomalies of several kinds in copies of training records. Real attacks may
            look different.
          </dd>
        </div>
        <div>
          <dt>Same when trained again</dt>
          <dd>
            How much of what is flagged stays flagged when training starts from other random numbers
            and other records. {[...notes].join(" ")}
          </dd>
        </div>
        <div>
          <dt>Flagged by no other</dt>
          <dd>Often noise, sometimes the one find that matters.</dd>
        </div>
      </dl>
    </details>
  );
}
