import { join } from "node:path";
import type { Detector } from "../detectors/detector.ts";
import { createDetector } from "../detectors/registry.ts";
import { modelTitles } from "../detectors/titles.ts";
import { writeBundle, writeImportance } from "../models/bundle.ts";
import { VERSIONS } from "../base/version.ts";
import { agreementOf } from "../models/agreement.ts";
import { countCriterion } from "./count_criterion.ts";
import { evaluate } from "./evaluate.ts";
import { importanceOrNote } from "./importance/importance_or_note.ts";
import { measureImportance } from "./importance/measure_importance.ts";
import type { ModelImportance } from "../resources/importance.ts";
import { type RepeatOptions, repeatTraining } from "./repeat_training.ts";
import { fit, labelsOf, score } from "./trial.ts";
import { measureUnlabelled, type UnlabelledRows } from "./unlabelled/measure_unlabelled.ts";
import { modelWarnings } from "./warnings/model_warnings.ts";
import type { SetAside } from "../resources/set_aside.ts";
import type { RunData, RunResult } from "../resources/run.ts";

/** One detector of a run and what it needs. */
export interface Assignment extends RepeatOptions {
  data: RunData;
  /** What a run without test labels needs beside; `null` where there are labels. */
  unlabelled: UnlabelledRows | null;
  /** Training rows that were left out; absent: none was asked for. */
  setAside?: SetAside;
}

/** Share of a model's training and test that each measure of importance may take, and its bound. */
const IMPORTANCE_TIME = { share: 0.1, mostMs: 15_000 };

/** Fits a detector, sets its threshold, tests it, measures which features it relies on, and saves it. */
export async function trainAndTest(assignment: Assignment): Promise<RunResult> {
  const { specification, index, training, test } = assignment;
  const { request } = specification;
  const asked = request.detectors[index];
  const title = modelTitles(request.detectors.map(({ kind }) => kind))[index];
  const model = specification.models[index];
  const detector = await createDetector(asked.kind, asked.params);
  try {
    const { matrix, attacks } = training.matrixFor(detector);
    const { loss, fitMs } = await fit(assignment, detector, title);
    const { threshold, flags, scores, verdicts, heldOut, scoreMs } = await score(
      assignment,
      detector,
      title,
    );
    const labels = labelsOf(test);
    const { metrics, perClass, flaggedRows, curves } = evaluate(
      scores,
      labels,
      threshold.value,
      flags,
    );
    const result: RunResult = {
      model,
      kind: asked.kind,
      params: asked.params,
      threshold: { ...asked.threshold, ...threshold },
      trainedRows: matrix.rows,
      ...(attacks > 0 && { trainedAttacks: attacks }),
      ...(assignment.setAside && { setAside: assignment.setAside }),
      ...(detector.context && { context: detector.context }),
      ...(detector.engine && { engine: detector.engine }),
      heldOutRows: training.heldOutRows,
      testRows: test.rows.length,
      flaggedRows,
      fitMs,
      scoreMs,
      metrics,
      perClass,
      ...(detector.members && { agreement: agreementOf(detector.members, verdicts!, labels) }),
    };
    const warnings = [
      ...detector.remarks ?? [],
      ...modelWarnings(result, { test: scores, heldOut }),
    ];
    if (warnings.length > 0) result.warnings = warnings;
    const repeats = await repeatTraining(assignment, title);
    Object.assign(result, repeats.result);
    if (assignment.unlabelled) {
      const judged = { scores, heldOut, threshold, flags, spentMs: fitMs + scoreMs };
      const again = { repeats: repeats.comparable, title };
      result.unlabelled = await measureUnlabelled(assignment, detector, judged, again);
    }
    const importance = await importanceOf(assignment, detector, title, fitMs + scoreMs);
    const state = await detector.save();
    const criterion = countCriterion(state);
    const folder = join(specification.staging, "models", model);
    await writeBundle(
      folder,
      {
        pipeline: training.pipeline.toJSON(),
        result,
        request,
        data: assignment.data,
        labels: specification.train.profile.labels,
        versions: VERSIONS,
        createdAt: specification.createdAt,
      },
      state,
      {
        ...curves,
        loss: loss.train.length > 0 ? loss : null,
        ...(criterion && { criterion }),
      },
      { test: scores, heldOut },
    );
    await writeImportance(folder, importance);
    return result;
  } finally {
    detector.dispose();
  }
}

/** Which features the detector relies on, without taking much longer than it has taken so far. */
async function importanceOf(
  { specification, index, clock, training, test, warn }: Assignment,
  detector: Detector,
  title: string,
  spentMs: number,
): Promise<ModelImportance> {
  const { share, mostMs } = IMPORTANCE_TIME;
  const report = (fraction: number) =>
    clock.measure(index, `Measuring importance for ${title}`, fraction);
  report(0);
  return await importanceOrNote(
    () =>
      measureImportance(detector, training.pipeline, test, {
        seed: specification.request.seed,
        budgetMs: Math.min(mostMs, Math.max(specification.importanceMs, share * spentMs)),
        onProgress: report,
      }),
    (note) => warn(`${title}: ${note}`),
  );
}
