import { formatMetric } from "../../lib/base/format.ts";
import { rocAucs } from "../../lib/web/results/leaderboard.ts";
import { modelTitles } from "../../lib/detectors/titles.ts";
import { failedDetectors, trainedDetectors } from "../../lib/training/detectors.ts";
import type { Run } from "../../lib/resources/run.ts";
import { Bar } from "../Bar.tsx";

/** Models that are shown; of more, their number is. */
const MOST = 6;

/** ROC-AUC of a detector that guesses: where bars begin. */
const CHANCE = 0.5;

/** The models of a run, each with its ROC-AUC as a bar and as a number. */
export function ModelBars({ run }: { run: Run }) {
  const titles = modelTitles(run.request.detectors.map(({ kind }) => kind));
  const areas = rocAucs(run);
  const trained = trainedDetectors(run).map(({ title }) => title);
  const failed = failedDetectors(run).map(({ title }) => title);
  const best = Math.max(...areas.map((area) => area ?? -Infinity));
  return (
    <ul class="model-bars">
      {titles.slice(0, MOST).map((title) => {
        const area = areas[trained.indexOf(title)];
        return (
          <li key={title}>
            <span>{title}</span>
            {failed.includes(title) && <span class="muted small">failed</span>}
            {area !== undefined && (
              <>
                {area === null
                  ? <span />
                  : <Bar share={Math.max(0, area - CHANCE) / (1 - CHANCE)} />}
                <span class={area === best && areas.length > 1 ? "number best" : "number"}>
                  {formatMetric(area)}
                </span>
              </>
            )}
          </li>
        );
      })}
      {titles.length > MOST && <li class="under">and {titles.length - MOST} more</li>}
    </ul>
  );
}
