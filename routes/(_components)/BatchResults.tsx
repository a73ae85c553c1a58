import { BatchHistograms } from "../../islands/BatchHistograms.tsx";
import type {
  Batch,
  BatchCounts,
  BatchLabel,
  BatchModel,
  BatchResult,
  FilledFeature,
} from "../../lib/resources/batch.ts";
import { formatCount, formatDuration, formatPlural, formatShare } from "../../lib/base/format.ts";
import { modelTitles } from "../../lib/detectors/titles.ts";
import { Fact } from "../../components/Fact.tsx";
import { describeMapping } from "../../lib/values/columns.ts";
import { Icon } from "../../components/Icon.tsx";
import { Notice } from "../../components/Notice.tsx";
import { RankedRecords } from "../../components/RankedRecords.tsx";
import { ScrollTable } from "../../components/ScrollTable.tsx";

interface BatchResultsProps {
  batch: Batch;
  result: BatchResult;
  /** Whether the dataset is still there. */
  hasRecords: boolean;
}

/** What came of a batch. */
export function BatchResults({ batch, result, hasRecords }: BatchResultsProps) {
  const { counts, models, labels } = result;
  const titles = modelTitles(models.map(({ kind }) => kind));
  return (
    <div class="stack-large">
      <ModelNotes
        models={models}
        titles={titles}
        tone="warning"
        of={({ warnings = [] }) => warnings}
      />
      <ModelNotes
        models={models}
        titles={titles}
        tone="info"
        of={({ mapped, filled }) => [
          ...mapped ? [describeMapping(mapped)] : [],
          ...filled ? [describeFilled(filled)] : [],
        ]}
      />
      <Counts counts={counts} models={models} titles={titles} milliseconds={result.milliseconds} />
      <Downloads id={batch.id} hasRecords={hasRecords} />
      <BatchHistograms models={models} titles={titles} labelled={labels.length > 0} />
      {labels.length > 0 && <Labels labels={labels} titles={titles} />}
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

interface ModelNotesProps {
  models: BatchModel[];
  titles: string[];
  tone: "info" | "warning";
  of: (model: BatchModel) => string[];
}

/** What a reader should know about models; what several have in common is said once. */
function ModelNotes({ models, titles, tone, of: notesOf }: ModelNotesProps) {
  const notes = new Map<string, string[]>();
  models.forEach((model, index) => {
    for (const note of notesOf(model)) notes.set(note, [...notes.get(note) ?? [], titles[index]]);
  });
  return (
    <>
      {[...notes].map(([note, of]) => (
        <Notice key={note} tone={tone}>
          {of.length < models.length && `${of.join(", ")}: `}
          {note}
        </Notice>
      ))}
    </>
  );
}

/** Which features had missing values, in a sentence; at most ten. */
function describeFilled(filled: FilledFeature[]): string {
  const shown = filled.slice(0, 10).map(({ feature, rows }) =>
    `"${feature}" (${formatPlural(rows, "row")})`
  );
  const more = filled.length > 10 ? ` and ${filled.length - 10} more` : "";
  return `Missing or infinite values were filled in: ${shown.join(", ")}${more}.`;
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

interface CountsProps {
  counts: BatchCounts;
  models: BatchModel[];
  titles: string[];
  milliseconds: number;
}

function Counts({ counts, models, titles, milliseconds }: CountsProps) {
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
          note={`in ${formatDuration(milliseconds)}, ${formatCount(perSecond)} a second`}
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

function Downloads({ id, hasRecords }: { id: string; hasRecords: boolean }) {
  const base = `/api/v1/batches/${id}/scores`;
  return (
    <section class="card stack" aria-labelledby="downloads-title">
      <h2 id="downloads-title">Download scores</h2>
      <p class="muted small">
        One line per row: score, verdict, severity and reasons of each model.
      </p>
      <div class="row">
        <a class="button" href={`${base}.csv`}>
          <Icon name="download" /> CSV
        </a>
        <a class="button" href={`${base}.ndjson`}>
          <Icon name="download" /> NDJSON
        </a>
        <a class="button" href={`${base}.parquet`}>
          <Icon name="download" /> Parquet
        </a>
        {hasRecords && (
          <>
            <a class="button" href={`${base}.csv?records=true`}>
              <Icon name="download" /> CSV with the records
            </a>
            <a class="button" href={`${base}.csv?records=true&flagged=true`}>
              <Icon name="download" /> CSV of the flagged records
            </a>
          </>
        )}
      </div>
    </section>
  );
}

function Labels({ labels, titles }: { labels: BatchLabel[]; titles: string[] }) {
  return (
    <section class="card stack" aria-labelledby="labels-title">
      <h2 id="labels-title">Flagged rows of each label</h2>
      <ScrollTable label="Flagged rows of each label" tall>
        <thead>
          <tr>
            <th scope="col">Label</th>
            <th scope="col" class="number">Rows</th>
            {titles.map((title) => <th key={title} scope="col" class="number">{title}</th>)}
            {titles.length > 1 && <th scope="col" class="number">All models</th>}
            {titles.length > 1 && <th scope="col" class="number">At least one</th>}
          </tr>
        </thead>
        <tbody>
          {labels.map(({ label, attack, rows, flagged, all, any }) => (
            <tr key={label}>
              <th scope="row" class="name-cell">
                {label} {!attack && <span class="muted">(normal)</span>}
              </th>
              <td class="number">{formatCount(rows)}</td>
              {[...flagged, ...titles.length > 1 ? [all, any] : []].map((count, index) => (
                <td key={index} class="number">
                  {formatCount(count)} <span class="muted">({formatShare(count / rows)})</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </section>
  );
}

interface HighestProps {
  title: string;
  model: BatchModel;
  /** `null` where the records are gone. */
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
