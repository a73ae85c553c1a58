import { page } from "fresh";
import { EmptyState } from "../components/EmptyState.tsx";
import { PageHead } from "../components/PageHead.tsx";
import { TrainForm } from "../islands/TrainForm.tsx";
import { formatDateTime } from "../lib/base/format.ts";
import { jsonText } from "../lib/web/records/json_text.ts";
import type { TrainDataset } from "../lib/web/training/train_dataset.ts";
import { type KnownFile, knownTestOf } from "../lib/datasets/known_pairs.ts";
import type { Netsift } from "../lib/netsift.ts";
import type { RunRequest } from "../lib/resources/run.ts";
import { define } from "../utils.ts";

export const handler = define.handlers({
  GET({ url, state: { netsift } }) {
    const datasets = trainDatasets(netsift);
    const wanted = (name: string) => {
      const id = url.searchParams.get(name);
      return datasets.find((dataset) => dataset.id === id)?.id;
    };
    return page({
      datasets,
      again: runToRepeat(netsift, url.searchParams.get("from")),
      advanced: url.searchParams.get("mode") === "advanced",
      train: wanted("train") ?? datasets[0]?.id,
      test: wanted("test") ?? "",
    });
  },
});

export default define.page<typeof handler>(function TrainPage({ data }) {
  const { datasets, again, advanced, train, test } = data;
  return (
    <>
      <PageHead
        title="Train"
        lede="Choose your data. The recommended detectors are a good starting point."
      />
      {datasets.length > 0
        ? (
          <TrainForm
            datasets={datasets}
            train={train}
            test={test === train ? "" : test}
            advanced={advanced}
            again={again && jsonText(again)}
          />
        )
        : (
          <EmptyState
            title="No training data yet"
            text="Upload connection records first, or generate demo traffic on the start page."
          >
            <a class="button button-primary" href="/datasets/new">Upload data</a>
            <a class="button" href="/" aria-current="false">Demo traffic</a>
          </EmptyState>
        )}
    </>
  );
});

/** What a run was asked for, to be changed and asked for again. */
function runToRepeat({ runs }: Netsift, id: string | null): RunRequest | null {
  const run = id === null ? null : runs.get(id);
  return run && !run.imported ? { ...run.request, name: run.name } : null;
}

/** The datasets that are ready, with the columns that may be features. */
function trainDatasets({ datasets }: Netsift): TrainDataset[] {
  const files = knownFiles(datasets);
  const names = datasets.list().map(({ name }) => name);
  return datasets.list().flatMap(({ id }) => {
    const dataset = datasets.get(id);
    if (dataset?.status !== "ready" || !dataset.profile || dataset.needsConfirmation) return [];
    const { rows, labels, columns } = dataset.profile;
    const { name, createdAt } = dataset;
    const alone = names.filter((other) => other === name).length === 1;
    const file = files.find((file) => file.id === id);
    const known = file && knownTestOf(file, files);
    return [{
      id,
      name: alone ? name : `${name} (${formatDateTime(createdAt)})`,
      rows,
      labels,
      columns: columns
        .filter(({ role }) => role !== "label" && role !== "category")
        .map(({ name, role, reason }) => ({ name, role, reason })),
      ...(known && { knownTest: { id: known.test.id, reason: known.reason } }),
    }];
  });
}

/** The datasets that are ready, as published files are recognised. */
function knownFiles(datasets: Netsift["datasets"]): KnownFile[] {
  return datasets.list().flatMap(({ id }) => {
    const dataset = datasets.get(id);
    if (dataset?.status !== "ready" || !dataset.profile || dataset.needsConfirmation) return [];
    const { name, origin, profile: { format, rows } } = dataset;
    const names = [name];
    if (origin.type === "upload") names.push(origin.file);
    else if (origin.type === "download") names.push(origin.source);
    // What was made of others is no published file, whatever its name and size.
    return origin.type === "derived" || origin.type === "demo" ? [] : [{ id, format, rows, names }];
  });
}
