/**
 * Scores every row of a dataset with one or several models.
 *
 * @module
 */
import { join } from "node:path";
import {
  A_NUMBER,
  type BlockColumn,
  type FrameBlock,
  readFrameBlocks,
} from "../../tables/frame_blocks.ts";
import type { LabelCount } from "../../resources/dataset.ts";
import type { Matrix } from "../../learning/matrix.ts";
import type {
  CategoricalColumn,
  CategoryCodes,
  Frame,
  NumericColumn,
} from "../../learning/features/frame.ts";
import { ShiftCounter } from "../../learning/features/shifts.ts";
import type { FeaturePipeline } from "../../learning/features/pipeline.ts";
import { Eta } from "../../jobs/eta.ts";
import { binOf } from "../../learning/metrics/histogram.ts";
import { CategoryIndex } from "../../values/categories.ts";
import { filled, firstIndices, indicesWhere } from "../../base/typed_arrays.ts";
import {
  type BatchModelAtWork,
  type BatchModelSource,
  judgeBlock,
  loadBatchModel,
  type SeenRows,
} from "./batch_model.ts";
import { FilledCounts } from "./filled_counts.ts";
import { type ModelVerdicts, ScoresFile } from "./scores_file.ts";
import { SequenceWindows } from "./sequence_windows.ts";
import { Tally } from "./tally.ts";
import type {
  BatchModel,
  BatchProgress,
  BatchResult,
  ExplainedRows,
} from "../../resources/batch.ts";
import { batchWarnings } from "./batch_warnings.ts";

/** Rows that are read and scored at a time. */
const BLOCK_ROWS = 65_536;

/** Labels that are counted each, the most frequent ones. */
const MOST_LABELS = 200;

/** Share of the work that is scoring; the rest is writing the file. */
const SCORING = 0.97;

/** What to score, and where to write. */
export interface BatchSpecification {
  parquet: string;
  /** Rows of the dataset. */
  rows: number;
  labelColumn: string | null;
  /** The labels of the dataset, most frequent first. */
  labels: LabelCount[];
  models: BatchModelSource[];
  explain: ExplainedRows;
  /** Folder to make; it then holds `scores.parquet`. */
  staging: string;
  /** Memory that DuckDB may use, in bytes. */
  memoryBytes: number;
}

/** Models that see the same columns. */
interface Sight {
  pipeline: FeaturePipeline;
  /** Features without a value of which a row cannot be scored. */
  required: string[];
  /** Features of words with a number of which it cannot. */
  refusing: Set<string>;
  /** Rows in which features lack values. */
  filled: FilledCounts;
  /** The column of each feature that has another name in the dataset. */
  columns: Map<string, string>;
  models: BatchModelAtWork[];
  /** By the column that tells sequences apart, `""` for none; for models with context. */
  windows: Map<string, SequenceWindows>;
  shifts: ShiftCounter;
}

/**
 * Scores a dataset block by block; nothing of it but a block is ever in memory.
 *
 * Rows are treated as in the test of a run: missing numbers are filled in as they were in training,
 * and rows without a value that the model cannot do without have no score. Models with context look
 * at the rows before a row in its sequence.
 *
 * @param report gets the progress
 */
export async function scoreBatch(
  specification: BatchSpecification,
  report: (progress: BatchProgress) => void,
): Promise<BatchResult> {
  const start = performance.now();
  report({ phase: "Loading models", fraction: 0 });
  await Deno.mkdir(specification.staging, { recursive: true });
  const models: BatchModelAtWork[] = [];
  for (const [place, source] of specification.models.entries()) {
    models.push(await loadBatchModel(source, place));
  }
  const labels = specification.labelColumn === null
    ? null
    : specification.labels.slice(0, MOST_LABELS);
  const attack = labels?.map((label) => label.attack) ?? [];
  const tally = new Tally(
    models.length,
    labels && { names: labels.map(({ name }) => name), attack },
  );
  const sights = sightsOf(models);
  const reader = readerOf(sights, specification, labels);
  using file = await ScoresFile.create({
    path: join(specification.staging, "scores.parquet"),
    folder: specification.staging,
    parquet: specification.parquet,
    labelColumn: specification.labelColumn,
    models: models.map(({ name, features }) => ({
      name,
      features: specification.explain === "none" ? null : features,
    })),
    memoryBytes: specification.memoryBytes / 2,
  });
  const eta = new Eta(performance.now());
  for await (const block of reader.blocks()) {
    const codes = labels && reader.labels(block);
    const verdicts = new Map<BatchModelAtWork, ModelVerdicts>();
    for (const sight of sights) {
      const seen = see(sight, block, reader);
      for (const model of sight.models) {
        verdicts.set(
          model,
          await judgeBlock(model, seen(model), block.rows, specification.explain),
        );
      }
    }
    const ordered = models.map((model) => verdicts.get(model)!);
    tally.add(flagSets(ordered, block.rows), codes);
    models.forEach((model, index) =>
      lookAt(model, ordered[index], block.from, codes, labels ?? [])
    );
    await file.add(block.from, block.rows, ordered);
    const rows = block.from + block.rows;
    const fraction = SCORING * rows / specification.rows;
    const etaSeconds = eta.estimate(fraction, performance.now());
    report({ phase: "Scoring", fraction, rows, ...(etaSeconds !== undefined && { etaSeconds }) });
  }
  report({ phase: "Writing", fraction: SCORING, rows: specification.rows });
  await file.finish();
  const counts = tally.models();
  for (const { loaded } of models) loaded.detector.dispose();
  const ofLabels = tally.labels();
  const warnings = models.map((model, index) => [
    ...model.source.warnings,
    ...batchWarnings(
      { ...counts[index], rows: specification.rows - model.unscored, index, labels: ofLabels },
      sights.find((sight) => sight.models.includes(model))!.shifts,
    ),
  ]);
  return {
    counts: tally.counts(),
    models: models.map((model, index) => ({
      model: model.source.id,
      name: model.name,
      kind: model.loaded.bundle.result.kind,
      threshold: model.loaded.bundle.result.threshold,
      ...counts[index],
      unscored: model.unscored,
      ...(model.source.mapped.length > 0 && { mapped: model.source.mapped }),
      ...filledBy(model, sights),
      ...(warnings[index].length > 0 && { warnings: warnings[index] }),
      histogram: { edges: model.edges, normal: model.normal, attack: model.attack },
      highest: model.highest.rows(),
    })),
    labels: ofLabels,
    milliseconds: performance.now() - start,
  };
}

/** The features that a model had something to fill in for, where there are any. */
function filledBy(model: BatchModelAtWork, sights: Sight[]): Pick<BatchModel, "filled"> {
  const filled = sights.find(({ models }) => models.includes(model))!.filled.features();
  return filled.length > 0 ? { filled } : {};
}

/** Puts models with the same pipeline together, so that a block is transformed once for them. */
function sightsOf(models: BatchModelAtWork[]): Sight[] {
  const sights = new Map<string, Sight>();
  for (const model of models) {
    const { pipeline, detector } = model.loaded;
    const state = pipeline.toJSON();
    const key = JSON.stringify(state);
    const sight: Sight = sights.get(key) ?? {
      pipeline,
      required: state.features.flatMap((feature) =>
        feature.type === "numeric" && feature.policy === "drop-row" ? [feature.name] : []
      ),
      refusing: new Set(
        pipeline.inputs().flatMap((input) =>
          input.type === "categorical" && new CategoryIndex(input.categories).refusesNumbers
            ? [input.name]
            : []
        ),
      ),
      filled: new FilledCounts(),
      columns: columnsOf(model.source),
      models: [],
      windows: new Map(),
      shifts: new ShiftCounter(state.features),
    };
    sight.models.push(model);
    sights.set(key, sight);
    if (!detector.context) continue;
    const by = windowsKey(model);
    sight.windows.set(by, new SequenceWindows(detector.context));
  }
  return [...sights.values()];
}

function columnsOf({ mapped }: BatchModelSource): Map<string, string> {
  return new Map(mapped.map(({ feature, column }) => [feature, column]));
}

/** The column that tells the sequences of a model apart, as the dataset calls it. */
function sequenceColumn(source: BatchModelSource): string | undefined {
  const { sequenceBy } = source;
  return sequenceBy && (columnsOf(source).get(sequenceBy) ?? sequenceBy);
}

/** Models with other windows, or other sequences, need rows of their own. */
function windowsKey({ loaded: { detector }, source }: BatchModelAtWork): string {
  return JSON.stringify([detector.context, source.sequenceBy ?? null]);
}

/** Reads what the models look at, each column once. */
function readerOf(
  sights: Sight[],
  { parquet, labelColumn, staging, memoryBytes }: BatchSpecification,
  labels: LabelCount[] | null,
) {
  const wanted: BlockColumn[] = [];
  const features = new Map<string, number>();
  for (const { key, name, type, notation, categories } of sights.flatMap(inputsOf)) {
    const index = features.get(key) ?? wanted.length;
    const before = wanted[index];
    features.set(key, index);
    wanted[index] = type === "numeric" ? { type, name, notation } : {
      type,
      name,
      spellings: true,
      known: [
        ...new Set([...(before?.type === "categorical" ? before.known : []), ...categories]),
      ],
    };
  }
  const labelAt = wanted.length;
  if (labels) {
    wanted.push({
      type: "categorical",
      name: labelColumn!,
      known: labels.map(({ name }) => name),
    });
  }
  const sequenceNames = [
    ...new Set(
      sights.flatMap(({ models }) => models.flatMap(({ source }) => sequenceColumn(source) ?? [])),
    ),
  ];
  const sequencesAt = wanted.length;
  wanted.push(...sequenceNames.map((name): BlockColumn => ({ type: "text", name })));
  return {
    blocks: () =>
      readFrameBlocks(parquet, {
        columns: wanted,
        blockRows: BLOCK_ROWS,
        spillFolder: join(staging, "reading"),
        memoryBytes: memoryBytes / 2,
      }),
    frame: (block: FrameBlock, sight: Sight): Frame => ({
      rows: block.rows,
      columns: inputsOf(sight).map(({ feature, key }) => ({
        ...block.columns[features.get(key)!],
        name: feature,
      })),
    }),
    labels: (block: FrameBlock) => (block.columns[labelAt] as CategoricalColumn).codes,
    sequences: (block: FrameBlock, name: string) =>
      (block.columns[sequencesAt + sequenceNames.indexOf(name)] as CategoricalColumn).codes,
  };
}

/** The features of a sight by the names of their columns. */
function inputsOf({ pipeline, columns }: Sight) {
  return pipeline.inputs().map((input) => {
    const name = columns.get(input.name) ?? input.name;
    const { type, notation } = input;
    return {
      feature: input.name,
      key: JSON.stringify([type, name, type === "numeric" ? notation : null]),
      name,
      type,
      notation,
      categories: input.type === "categorical" ? input.categories : [],
    };
  });
}

/** The rows of a block as the models of one sight see them. */
function see(
  sight: Sight,
  block: FrameBlock,
  reader: ReturnType<typeof readerOf>,
): (model: BatchModelAtWork) => SeenRows {
  const { pipeline, required, refusing, windows, shifts } = sight;
  const frame = reader.frame(block, sight);
  const complete = frame.columns.filter((column): column is NumericColumn =>
    column.type === "numeric" && required.includes(column.name)
  );
  const worded = frame.columns.filter((column): column is CategoricalColumn =>
    column.type === "categorical" && refusing.has(column.name) &&
    column.codes.includes(column.categories.indexOf(A_NUMBER))
  );
  const all = firstIndices(block.rows);
  const rows = complete.length + worded.length === 0 ? all : indicesWhere(
    all,
    (row) =>
      complete.every(({ values }) => Number.isFinite(values[row])) &&
      worded.every(({ codes, categories }) => categories[codes[row]] !== A_NUMBER),
  );
  sight.filled.add(pipeline.filledRows(frame), rows);
  shifts.add(frame, rows);
  const matrix: Matrix = pipeline.transform(frame, rows);
  const windowed = new Map<string, SeenRows["windows"]>();
  return (model) => {
    if (!model.loaded.detector.context) return { matrix, rows, windows: null };
    const key = windowsKey(model);
    if (!windowed.has(key)) {
      const by = sequenceColumn(model.source);
      const codes = by === undefined ? null : reader.sequences(block, by);
      const own = codes && filled(new Int32Array(rows.length), (i) => codes[rows[i]]);
      windowed.set(key, windows.get(key)!.extend(matrix, own));
    }
    return { matrix, rows, windows: windowed.get(key)! };
  };
}

/** For each row a bit for each model that flags it. */
function flagSets(verdicts: ModelVerdicts[], rows: number): Uint8Array {
  const sets = new Uint8Array(rows);
  verdicts.forEach(({ flags }, model) => {
    for (let row = 0; row < rows; row++) sets[row] |= flags[row] << model;
  });
  return sets;
}

/** Counts the scores of a block and keeps the highest. */
function lookAt(
  { edges, normal, attack, highest }: BatchModelAtWork,
  { scores, flags }: ModelVerdicts,
  from: number,
  codes: CategoryCodes | null,
  labels: LabelCount[],
): void {
  for (let row = 0; row < scores.length; row++) {
    const score = scores[row];
    if (Number.isNaN(score)) continue;
    const label = codes ? labels[codes[row]] : undefined;
    const isAttack = codes !== null && codes[row] >= 0 && label?.attack !== false;
    (isAttack ? attack : normal)[binOf(score, edges)]++;
    if (score < highest.least) continue;
    highest.add({
      row: from + row + 1,
      score,
      label: label?.name ?? null,
      attack: codes ? isAttack : null,
      flagged: flags[row] === 1,
    });
  }
}
