/**
 * Scores every row of a dataset with one or several models.
 *
 * @module
 */
import { join } from "node:path";
import { Eta } from "../../base/pace/eta.ts";
import type { CategoryCodes } from "../../learning/features/frame.ts";
import { bandOf, UNKNOWN_SEVERITY } from "../../learning/severity/severity.ts";
import { binOf } from "../../learning/metrics/histogram.ts";
import type { LabelCount } from "../../resources/dataset.ts";
import type { BatchProgress, BatchResult } from "../../resources/batch.ts";
import { type BatchModelAtWork, judgeRows, loadBatchModel } from "./batch_model.ts";
import { batchResult } from "./batch_result.ts";
import { DatasetReader } from "./dataset_reader.ts";
import { groupRows } from "./group_rows.ts";
import { groupModels } from "./model_groups.ts";
import type { ModelVerdicts } from "./model_verdicts.ts";
import { ScoresFile } from "./scores_file.ts";
import type { BatchSpecification } from "./specification.ts";
import { withContexts } from "./with_contexts.ts";
import { Tally } from "./tally.ts";

/** Labels that are counted each, the most frequent ones. */
const MOST_LABELS = 200;

/** Share of the work that is scoring; the rest is writing the file. */
const SCORING = 0.97;

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
  asked: BatchSpecification,
  report: (progress: BatchProgress) => void,
): Promise<BatchResult> {
  const start = performance.now();
  const { rows, explain } = asked;
  report({ phase: "Loading models", fraction: 0 });
  await Deno.mkdir(asked.staging, { recursive: true });
  const models: BatchModelAtWork[] = [];
  for (const [place, source] of asked.models.entries()) {
    models.push(await loadBatchModel(source, place));
  }
  const specification = await withContexts(asked, report);
  const labels = specification.labelColumn === null
    ? null
    : specification.labels.slice(0, MOST_LABELS);
  const tally = new Tally(models.length, labels && labelsOf(labels));
  const groups = groupModels(models);
  const reader = new DatasetReader(groups, specification, labels);
  using file = await createFile(specification, models);
  const eta = new Eta(performance.now());
  for await (const block of reader.blocks()) {
    const codes = labels && reader.labels(block);
    const found = new Map<BatchModelAtWork, ModelVerdicts>();
    for (const group of groups) {
      const { rows, blockFor } = groupRows(group, block, reader);
      for (const model of group.models) {
        found.set(model, await judgeRows(model, blockFor(model), rows, block.rows, explain));
      }
    }
    const verdicts = models.map((model) => found.get(model)!);
    tally.add(flagSets(verdicts, block.rows), codes);
    models.forEach((model, index) =>
      lookAt(model, verdicts[index], block.from, codes, labels ?? [])
    );
    await file.add(block.from, block.rows, verdicts);
    const done = block.from + block.rows;
    const fraction = SCORING * done / rows;
    const etaSeconds = eta.estimate(fraction, performance.now());
    report({
      phase: "Scoring",
      fraction,
      rows: done,
      ...(etaSeconds !== undefined && { etaSeconds }),
    });
  }
  report({ phase: "Writing", fraction: SCORING, rows });
  await file.finish();
  for (const { loaded } of models) loaded.detector.dispose();
  return {
    ...batchResult(models, groups, tally, rows),
    milliseconds: performance.now() - start,
  };
}

function labelsOf(labels: LabelCount[]) {
  return {
    names: labels.map(({ name }) => name),
    attack: labels.map(({ attack }) => attack),
  };
}

async function createFile(
  { staging, parquet, labelColumn, explain, memoryBytes }: BatchSpecification,
  models: BatchModelAtWork[],
): Promise<ScoresFile> {
  return await ScoresFile.create({
    path: join(staging, "scores.parquet"),
    folder: staging,
    parquet,
    labelColumn,
    models: models.map(({ name, features }) => ({
      name,
      features: explain === "none" ? null : features,
    })),
    memoryBytes: memoryBytes / 2,
  });
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
  { edges, normal, attack, highest, severities: counted }: BatchModelAtWork,
  { scores, flags, severities }: ModelVerdicts,
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
    if (flags[row] === 1) {
      const value = Number.isNaN(severities[row]) ? UNKNOWN_SEVERITY : severities[row];
      counted.bands[bandOf(value)]++;
      counted.highest = Math.max(counted.highest ?? 0, value);
    }
    if (score < highest.least) continue;
    highest.add({
      row: from + row + 1,
      score,
      label: label?.name ?? null,
      attack: codes ? isAttack : null,
      flagged: flags[row] === 1,
      severity: Number.isNaN(severities[row]) ? null : severities[row],
    });
  }
}
