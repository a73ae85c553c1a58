import { formatCount, formatDuration, formatPlural, formatShare } from "../../lib/base/format.ts";
import type { BatchModel, BatchResult } from "../../lib/resources/batch.ts";
import { Fact } from "../Fact.tsx";

interface BatchCountsProps {
  counts: BatchResult["counts"];
  models: BatchModel[];
  titles: string[];
  milliseconds: number;
}

/** How many rows each model flags, alone and together. */
export function BatchCounts({ counts, models, titles, milliseconds }: BatchCountsProps) {
  const share = (rows: number) =>
    counts.total === 0 ? "" : `${formatShare(rows / counts.total)} of all`;
  const perSecond = counts.total / Math.max(milliseconds / 1000, 0.001);
  const several = models.length > 1;
  return (
    <section class="card stack" aria-labelledby="counts-title">
      <h2 id="counts-title">Flagged rows</h2>
      <dl class="facts">
        <Fact
          name="Rows"
          value={formatCount(counts.total)}
          note={`in ${formatDuration(milliseconds)}, ${formatCount(perSecond)} per second`}
        />
        {models.map(({ model, flagged, unscored }, index) => (
          <Fact
            key={model}
            name={titles[index]}
            value={formatCount(flagged)}
            note={unscored > 0
              ? `${share(flagged)}; ${formatPlural(unscored, "row")} without a score`
              : share(flagged)}
          />
        ))}
        {several && (
          <>
            <Fact
              name={models.length === 2 ? "Both" : "All models"}
              value={formatCount(counts.all)}
              note={share(counts.all)}
            />
            <Fact name="At least one" value={formatCount(counts.any)} note={share(counts.any)} />
            <Fact
              name="Exactly one"
              value={formatCount(counts.exactlyOne)}
              note={models.map(({ alone }, index) => `${titles[index]} ${formatCount(alone)}`)
                .join(", ")}
            />
          </>
        )}
      </dl>
    </section>
  );
}
