import { PromiseCache } from "../base/lru_cache.ts";
import type { RunComparison } from "../explain/comparison/types.ts";
import type { DrawnRecords } from "../explain/judgements/draw_flagged.ts";
import type { ReviewAnswers } from "../explain/review/review.ts";
import type { ModelAgreement, RankedRecord, RankingKind } from "../explain/review/types.ts";
import type { ThresholdTable } from "../learning/metrics/curves/threshold_table.ts";
import { readCurves } from "../models/bundle.ts";
import { readHeldOut } from "../models/scores.ts";
import type { ModelCurves, RunResult } from "../resources/run.ts";
import type { Scorer } from "./scorer.ts";
import type { StoredModels } from "./stored_models.ts";

/** Curves that are kept for pages that are looked at again. */
const KEPT_CURVES = 32;

/** How models did on their test rows, at the thresholds that they have now. */
export class ModelReviews {
  readonly #models: StoredModels;
  readonly #scorer: Scorer;
  readonly #curves = new PromiseCache<ModelCurves>(KEPT_CURVES);

  constructor(models: StoredModels, scorer: Scorer) {
    this.#models = models;
    this.#scorer = scorer;
  }

  /** The curves of a model. */
  async curves(id: string): Promise<ModelCurves> {
    const { run, folder, threshold } = this.#models.reviewed(id);
    const key = `${folder} ${JSON.stringify(threshold)}`;
    return await this.#curves.get(key, () => this.#readCurves(run, folder, threshold));
  }

  /** What the thresholds of a model would flag. */
  async thresholds(id: string): Promise<ThresholdTable> {
    const { run, ...model } = this.#models.reviewed(id);
    return await this.#scorer.review({ about: "thresholds", run, model });
  }

  /** The test records that stand out most to a model, or that it is most wrong about. */
  async rankedRecords(id: string, kind: RankingKind, limit: number): Promise<RankedRecord[]> {
    const { run, ...model } = this.#models.reviewed(id);
    return await this.#scorer.review({ about: "records", run, model, kind, limit });
  }

  /** Flagged test records of a model, drawn at random by a seed. */
  async drawnRecords(id: string, most: number, seed: number): Promise<DrawnRecords> {
    const { run, ...model } = this.#models.reviewed(id);
    return await this.#scorer.review({ about: "sample", run, model, most, seed });
  }

  /** The test rows of a model, with its scores and what it flags. */
  async judgedRows(id: string): Promise<ReviewAnswers["rows"]> {
    const { run, ...model } = this.#models.reviewed(id);
    return await this.#scorer.review({ about: "rows", run, model });
  }

  /**
   * How far models of one run agree.
   *
   * @param ids two to eight models of one run
   * @param limit most records to name
   */
  async agreement(ids: string[], limit: number): Promise<ModelAgreement> {
    const reviewed = ids.map((id) => this.#models.reviewed(id));
    return await this.#scorer.review({
      about: "agreement",
      run: reviewed[0].run,
      models: reviewed.map(({ folder, threshold }) => ({ folder, threshold })),
      limit,
    });
  }

  /**
   * What models of one run flag, side by side; no labels are needed.
   *
   * @param ids all models of the run
   */
  async comparison(ids: string[]): Promise<RunComparison> {
    const reviewed = ids.map((id) => ({ id, ...this.#models.reviewed(id) }));
    return await this.#scorer.review({
      about: "comparison",
      run: reviewed[0].run,
      models: reviewed.map(({ id, folder, threshold }) => ({ id, folder, threshold })),
    });
  }

  async #readCurves(
    run: string,
    folder: string,
    threshold: RunResult["threshold"],
  ): Promise<ModelCurves> {
    const [curves, heldOut] = await Promise.all([readCurves(folder), readHeldOut(folder)]);
    // A model of an older version has no other threshold than that of its training.
    if (!heldOut) return curves;
    const model = { folder, threshold };
    return { ...curves, order: await this.#scorer.review({ about: "order", run, model }) };
  }
}
