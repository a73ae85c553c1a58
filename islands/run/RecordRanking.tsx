import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { useAddress } from "../../lib/web/address.ts";
import { callApi } from "../../lib/web/api.ts";
import { errorMessage } from "../../lib/web/problem.ts";
import type { RankedRecord, RankingKind } from "../../lib/explain/review/types.ts";
import type { ScoredModel } from "../../components/charts/scored_model.ts";
import { Notice } from "../../components/Notice.tsx";
import { RankedRecords } from "../../components/RankedRecords.tsx";
import { useSeen } from "./use_seen.ts";

/** Records that are added by one click, and that are listed at most. */
const MORE = 20;
const MOST = 100;

const KINDS: { kind: RankingKind; title: string; about: string; none: string }[] = [
  {
    kind: "highest",
    title: "Highest scores",
    about: "The highest-scoring records at the saved threshold.",
    none: "There are no test records.",
  },
  {
    kind: "misses",
    title: "Lowest-scoring missed attacks",
    about: "The missed attacks with the lowest scores at the saved threshold.",
    none: "At this threshold no attack is missed.",
  },
  {
    kind: "false-alarms",
    title: "Highest-scoring false alarms",
    about: "The false alarms with the highest scores at the saved threshold.",
    none: "At this threshold there is no false alarm.",
  },
];

/** The test records that a model finds most suspicious, or is most wrong about. */
export function RecordRanking({ model: { title, result } }: { model: ScoredModel }) {
  const address = useAddress("records", KINDS[0].kind);
  const chosen = KINDS.find((each) => each.kind === address.value) ?? KINDS[0];
  const { kind } = chosen;
  const limit = useSignal(MORE);
  const records = useSignal<RankedRecord[] | null>(null);
  const failure = useSignal<string | null>(null);
  const frame = useRef<HTMLElement>(null);
  const seen = useSeen(frame);
  const labelled = result.metrics.confusion !== null;
  const { model } = result;

  useEffect(() => {
    if (!seen.value) return;
    const leaving = new AbortController();
    failure.value = null;
    const path = `/models/${model}/records?kind=${kind}&limit=${limit.value}`;
    callApi<{ records: RankedRecord[] }>("GET", path, undefined, leaving.signal).then(
      (answer) => records.value = answer.records,
      (error) => leaving.signal.aborted || (failure.value = errorMessage(error)),
    );
    return () => leaving.abort();
  }, [seen.value, kind, limit.value, result.threshold]);

  function choose(other: RankingKind): void {
    records.value = null;
    limit.value = MORE;
    address.value = other;
  }

  return (
    <section ref={frame} class="card stack" aria-labelledby={`${model}-records-title`}>
      <h3 id={`${model}-records-title`}>Top records to review: {title}</h3>
      {labelled && (
        <div class="row" role="group" aria-label="Which records">
          {KINDS.map((each) => (
            <button
              key={each.kind}
              type="button"
              class="button button-small button-toggle"
              aria-pressed={each === chosen}
              onClick={() => choose(each.kind)}
            >
              {each.title}
            </button>
          ))}
        </div>
      )}
      <p class="muted small">
        {chosen.about}{" "}
        Records with the same score and label are one row; its link opens the first of them and
        explains its score.
        {result.context !== undefined &&
          " This model also uses the preceding records; the explanation uses the record alone, so its score differs."}
      </p>
      {failure.value
        ? <Notice tone="error" live>{failure.value}</Notice>
        : records.value === null
        ? <p class="muted loading-space" role="status">Loading records…</p>
        : records.value.length === 0
        ? <p>{chosen.none}</p>
        : (
          <>
            <RankedRecords
              label={`Top records to review, ${title}`}
              head="Record"
              records={records.value}
              labelled={labelled}
              address={(row) => `/predict?model=${model}&row=${row}`}
            />
            {records.value.length === limit.value && limit.value < MOST && (
              <div>
                <button type="button" class="button" onClick={() => limit.value += MORE}>
                  Show {MORE} more
                </button>
              </div>
            )}
          </>
        )}
    </section>
  );
}
