import { filled } from "../../base/typed_arrays.ts";
import type { EngineFacts } from "../../compute/trainer.ts";
import type { Contribution, Matrix } from "../../learning/matrix.ts";
import { fitNormalTail } from "../../learning/severity/normal_tail.ts";
import { applyRule } from "../../learning/thresholds/apply_rule.ts";
import { fixedJudge } from "../../learning/thresholds/judge.ts";
import { detectorDefinition, isSupervised } from "../catalogue.ts";
import {
  type Detector,
  type DetectorSource,
  type DetectorState,
  type FitOptions,
  type MemberFacts,
  type ScoreOptions,
  TrainingError,
} from "../detector.ts";
import { requireColumns, requireFinite, requireLength } from "../matrix_checks.ts";
import { calibrate } from "./calibration.ts";
import { combineScores } from "./combine_scores.ts";
import type { HybridParams } from "./hybrid_params.ts";
import { divideRows, type Parts, rowsOf } from "./parts.ts";
import { sharesInScore } from "./rules.ts";
import { type FittedMember, saveMembers } from "./state.ts";

/** What is there after a fit. */
interface Fitted {
  names: string[];
  members: FittedMember[];
}

/**
 * Hybrid: several detectors that decide together, by votes or by their scores on one scale.
 *
 * Each member learns from the rows that it would learn from alone: normal rows, or all of them with
 * their labels. Its threshold and the scale of its scores come from normal rows that no member has
 * learnt from: those that the caller holds out, or else a tenth of the normal rows of the fit.
 *
 * Members get the seed of the fit; the second one of a kind gets the next seed, and so on, so that
 * equal members differ by chance alone.
 *
 * Weak where the members err alike, and under `all` as blind as the blindest of them.
 *
 * Source: C. C. Aggarwal, "Outlier Ensembles", ACM SIGKDD Explorations 14 (2), 2013.
 */
export class Hybrid implements Detector {
  readonly kind = "hybrid";
  /** That of the member that looks back furthest. */
  readonly context: number;
  readonly #params: HybridParams;
  readonly #source: DetectorSource;
  #detectors: Detector[];
  #fitted: Fitted | null = null;

  /** @param members in the order of the parameters, fitted or not */
  constructor(params: HybridParams, source: DetectorSource, members: Detector[]) {
    this.#params = params;
    this.#source = source;
    this.#detectors = members;
    this.context = Math.max(...members.map(({ context = 0 }) => context));
  }

  /** That of the first neural member. */
  get engine(): EngineFacts | undefined {
    return this.#fitted?.members.map(({ detector }) => detector.engine).find(Boolean);
  }

  /** Those of the members, with their titles. */
  get remarks(): string[] | undefined {
    const remarks = this.#fitted?.members.flatMap(({ detector }) => {
      const { title } = detectorDefinition(detector.kind);
      return (detector.remarks ?? []).map((remark) => `${title}: ${remark}`);
    });
    return remarks?.length ? remarks : undefined;
  }

  get members(): MemberFacts[] | undefined {
    return this.#fitted?.members.map(({ threshold }, index) => {
      const { kind, model, weight, threshold: rule } = this.#params.members[index];
      return {
        kind,
        ...(model !== undefined && { model }),
        ...(this.#params.rule === "weighted" && { weight }),
        threshold: { ...rule, ...threshold },
      };
    });
  }

  /**
   * @throws {RangeError} when there are too few rows or no columns, for a member too
   * @throws {TrainingError} when the training of a member diverges
   */
  async fit(x: Matrix, options: FitOptions): Promise<void> {
    if (x.cols < 1) throw new RangeError("A hybrid needs at least one column.");
    requireFinite(x);
    const { labels, heldOut, seed } = options;
    const parts = divideRows(x.rows, labels, heldOut ? null : seed);
    const members: FittedMember[] = [];
    for (const [index, { kind }] of this.#params.members.entries()) {
      options.signal?.throwIfAborted();
      members.push(await this.#named(kind, () => this.#fitMember(index, x, parts, options)));
    }
    this.#fitted = { names: [...x.names], members };
  }

  async #fitMember(
    index: number,
    x: Matrix,
    parts: Parts,
    { labels, seed, heldOut, trained, signal, onProgress }: FitOptions,
  ): Promise<FittedMember> {
    const { members } = this.#params;
    const { kind, params, model, threshold } = members[index];
    if (model !== undefined) {
      if (!trained) throw new RangeError(`The model "${model}" is not available.`);
      const state = await trained(model);
      this.#detectors[index].dispose();
      this.#detectors[index] = await this.#source.load(state);
    } else {
      const rows = isSupervised(kind, params) ? parts.all : parts.normal;
      const before = members.slice(0, index).filter((each) => each.kind === kind).length;
      await this.#detectors[index].fit(rowsOf(x, rows), {
        seed: (seed + before) >>> 0,
        signal,
        labels: isSupervised(kind, params)
          ? labels && filled(new Uint8Array(rows.length), (i) => labels[rows[i]])
          : undefined,
        onProgress: ({ fraction }) =>
          onProgress?.({ fraction: (index + fraction) / members.length }),
      });
    }
    const detector = this.#detectors[index];
    const scores = heldOut
      ? await heldOut(detector)
      : await scoresOf(detector, x, parts.calibration, signal);
    onProgress?.({ fraction: (index + 1) / members.length });
    return {
      detector,
      normals: fitNormalTail(scores),
      threshold: applyRule(threshold, { heldOut: scores, test: new Float32Array(), truth: null }),
    };
  }

  async score(
    x: Matrix,
    { signal, onProgress, verdicts }: ScoreOptions = {},
  ): Promise<Float32Array> {
    const { names, members } = this.#ready();
    requireColumns(x, names, "hybrid");
    const scores: Float32Array[] = [];
    const flags: Uint8Array[] = [];
    for (const [index, { detector, threshold }] of members.entries()) {
      signal?.throwIfAborted();
      scores[index] = await detector.score(x, {
        signal,
        onProgress: (fraction) => onProgress?.((index + fraction) / members.length),
      });
      flags[index] = new Uint8Array(x.rows);
      fixedJudge(threshold.value).judge(scores[index], flags[index]);
    }
    return await combineScores(this.#params, members, { scores, flags }, { signal, verdicts });
  }

  /**
   * What the members say raised the score. The parts of each member are scaled so that their sizes
   * add up to its share in the score ({@linkcode sharesInScore}); parts of the same column are added.
   *
   * @throws {RangeError} when the row has another number of columns, or one is no finite number
   */
  async explain(row: Float32Array): Promise<Contribution[]> {
    const { names, members } = this.#ready();
    const cols = names.length;
    requireLength(row, cols, this.context);
    requireFinite({ data: row, rows: row.length / cols, cols, names });
    const { rule, calibration, members: params } = this.#params;
    const windows = members.map(({ detector: { context = 0 } }) =>
      row.subarray(Math.max(row.length - (context + 1) * cols, 0))
    );
    const calibrated: number[] = [];
    for (const [index, { detector, normals }] of members.entries()) {
      const data = windows[index];
      const scores = await detector.score({ data, rows: data.length / cols, cols, names });
      calibrated.push(calibrate(normals, scores[scores.length - 1], calibration));
    }
    const shares = sharesInScore(rule, calibrated, params.map(({ weight }) => weight));
    const weights = new Float64Array(cols);
    for (const [index, { detector }] of members.entries()) {
      if (shares[index] === 0) continue;
      const parts = await detector.explain(windows[index]);
      const size = parts.reduce((sum, { weight }) => sum + Math.abs(weight), 0);
      if (size === 0) continue;
      for (const { column, weight } of parts) weights[column] += shares[index] * weight / size;
    }
    return Array.from(weights, (weight, column) => ({ column, weight }));
  }

  async save(): Promise<DetectorState> {
    const { names, members } = this.#ready();
    return {
      kind: this.kind,
      params: { ...this.#params },
      ...await saveMembers(names, members),
    };
  }

  /** Takes members that have learnt. */
  use(names: string[], members: FittedMember[]): this {
    this.#fitted = { names, members };
    return this;
  }

  dispose(): void {
    for (const detector of this.#detectors) detector.dispose();
    this.#fitted = null;
  }

  async #named<Value>(kind: Detector["kind"], work: () => Promise<Value>): Promise<Value> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof RangeError || error instanceof TrainingError)) throw error;
      const Kind = error instanceof RangeError ? RangeError : TrainingError;
      throw new Kind(`${detectorDefinition(kind).title}: ${error.message}`, { cause: error });
    }
  }

  #ready(): Fitted {
    if (!this.#fitted) throw new Error("The hybrid is not fitted.");
    return this.#fitted;
  }
}

/** Scores of some rows; windows hold the rows that are before them, whichever these are. */
async function scoresOf(
  detector: Detector,
  x: Matrix,
  rows: Uint32Array,
  signal: AbortSignal | undefined,
): Promise<Float32Array> {
  if (!detector.context) return await detector.score(rowsOf(x, rows), { signal });
  const scores = await detector.score(x, { signal });
  return filled(new Float32Array(rows.length), (i) => scores[rows[i]]);
}
