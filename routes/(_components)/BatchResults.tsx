import { BatchCounts } from "../../components/batch/BatchCounts.tsx";
import { BatchDownloads } from "../../components/batch/BatchDownloads.tsx";
import { BatchLabels } from "../../components/batch/BatchLabels.tsx";
import { BatchNotes } from "../../components/batch/BatchNotes.tsx";
import { RankedRecords } from "../../components/RankedRecords.tsx";
import { BatchHistograms } from "../../islands/BatchHistograms.tsx";
import { modelTitles } from "../../lib/detectors/titles.ts";
import type { Batch, BatchModel, BatchResult } from "../../lib/resources/batch.ts";

interface BatchResultsProps {
  batch: Batch;
  result: BatchResult;
  /** Whether the dataset still exists. */
  hasRecords: boolean;
}

/** The results of a batch. */
export function BatchResults({ batch, result, hasRecords }: BatchResultsProps) {
  const { counts, models, labels } = result;
  const titles = modelTitles(models.map(({ kind }) => kind));
  return (
    <div class="stack-large">
      <BatchNotes models={models} titles={titles} />
      <BatchCounts
        counts={counts}
        models={models}
        titles={titles}
        milliseconds={result.milliseconds}
      />
      <BatchDownloads id={batch.id} hasRecords={hasRecords} />
      <BatchHistograms models={models} titles={titles} labelled={labels.length > 0} />
      {labels.length > 0 && <BatchLabels labels={labels} titles={titles} />}
      {models.map((model, index) => (
        <Highest
          key={model.model}
          title={titles[index]}
          model={model}
          address={hasRecords ? explanationAddress(batch) : null}
        />
      ))}
    </div>
  );
}

function explanationAddress({ request }: Batch): (model: string, row: number) => string {
  return (model, row) => {
    const models = [model, ...request.models.filter((other) => other !== model)];
    const query = new URLSearchParams(models.map((id) => ["model", id]));
    query.set("dataset", request.dataset);
    query.set("row", String(row));
    return `/predict?${query}`;
  };
}

interface HighestProps {
  title: string;
  model: BatchModel;
  /** `null` where the records were deleted. */
  address: ((model: string, row: number) => string) | null;
}

function Highest({ title, model: { model, highest }, address }: HighestProps) {
  return (
    <section class="card stack" aria-labelledby={`${model}-highest`}>
      <h2 id={`${model}-highest`}>Highest scores of {title}</h2>
      <RankedRecords
        label={`Highest scores of ${title}`}
        head="Row"
        records={highest}
        labelled={highest.some(({ label }) => label !== null)}
        address={address && ((row) => address(model, row))}
      />
    </section>
  );
}
