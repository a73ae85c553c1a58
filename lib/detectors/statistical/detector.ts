/**
 * What detectors that fit a statistical model have in common.
 *
 * @module
 */
import { z } from "zod";
import type { DetectorDefinition } from "../definition.ts";
import type { Detector, DetectorState, FitOptions, ScoreOptions } from "../detector.ts";
import type { Contribution, Matrix } from "../../learning/matrix.ts";
import { requireColumns, requireFinite, requireLength } from "../matrix_checks.ts";
import type { Params } from "../../learning/params.ts";
import { detectorParamsSchema } from "../params.ts";
import { decodeNumbers, encodeNumbers } from "./numbers_file.ts";

/** What has been learnt. Rows that it gets have the right columns and finite numbers. */
export interface StatisticalModel extends Disposable {
  /** Plain facts, kept with the model. */
  readonly facts: Record<string, unknown>;
  /** Tables of numbers, kept with the model. */
  readonly tables: Record<string, Float64Array>;
  /** What a person should know about the fit, in sentences; not kept with the model. */
  readonly remarks?: readonly string[];
  /** One score a row; there is at least one row. */
  score(x: Matrix, options: ScoreOptions): Promise<Float32Array>;
  /** The weight of each column in the score of one row. */
  explain(row: Float32Array): Float64Array;
}

/** Reads the tables of a saved model. */
export type TableReader = (name: string, length: number) => Float64Array;

/** What sets one of these detectors apart. */
export interface StatisticalRecipe<P, Facts extends Record<string, unknown>> {
  definition: DetectorDefinition;
  /** As in "the Gaussian mixture". */
  name: string;
  /** `x` has at least two rows and one column, all finite. */
  fit(x: Matrix, params: P, options: FitOptions): Promise<StatisticalModel>;
  facts: z.ZodType<Facts>;
  /** @throws {TypeError} when a table is not there or does not fit */
  restore(facts: Facts, cols: number, table: TableReader): StatisticalModel;
}

const STATE = z.object({
  version: z.literal(1),
  names: z.array(z.string()).min(1),
  facts: z.unknown(),
});

/** A detector by its recipe. */
class StatisticalDetector<P extends object, Facts extends Record<string, unknown>>
  implements Detector {
  readonly kind;
  readonly #recipe: StatisticalRecipe<P, Facts>;
  readonly #params: P;
  #fitted: { model: StatisticalModel; names: string[] } | null = null;

  constructor(recipe: StatisticalRecipe<P, Facts>, params: P) {
    this.kind = recipe.definition.kind;
    this.#recipe = recipe;
    this.#params = params;
  }

  get remarks(): readonly string[] | undefined {
    return this.#fitted?.model.remarks;
  }

  async fit(x: Matrix, options: FitOptions): Promise<void> {
    const { name } = this.#recipe;
    if (x.cols < 1) throw new RangeError(`The ${name} needs at least one column.`);
    if (x.rows < 2) throw new RangeError(`The ${name} needs at least two training rows.`);
    requireFinite(x);
    options.signal?.throwIfAborted();
    const model = await this.#recipe.fit(x, this.#params, options);
    this.use(model, [...x.names]);
    options.onProgress?.({ fraction: 1 });
  }

  async score(x: Matrix, options: ScoreOptions = {}): Promise<Float32Array> {
    const { model, names } = this.#ready();
    requireColumns(x, names, this.#recipe.name);
    options.signal?.throwIfAborted();
    if (x.rows === 0) return new Float32Array();
    requireFinite(x);
    const scores = await model.score(x, options);
    keepFinite(scores);
    options.onProgress?.(1);
    return scores;
  }

  // deno-lint-ignore require-await
  async explain(row: Float32Array): Promise<Contribution[]> {
    const { model, names } = this.#ready();
    requireLength(row, names.length);
    requireFinite({ data: row, rows: 1, cols: row.length, names });
    return Array.from(model.explain(row), (weight, column) => ({ column, weight }));
  }

  // deno-lint-ignore require-await
  async save(): Promise<DetectorState> {
    const { model: { facts, tables }, names } = this.#ready();
    return {
      kind: this.kind,
      params: { ...(this.#params as Params) },
      data: { version: 1, names: [...names], facts } satisfies z.infer<typeof STATE>,
      files: Object.fromEntries(
        Object.entries(tables).map(([name, numbers]) => [`${name}.bin`, encodeNumbers(numbers)]),
      ),
    };
  }

  dispose(): void {
    this.#fitted?.model[Symbol.dispose]();
    this.#fitted = null;
  }

  /** Takes a model. */
  use(model: StatisticalModel, names: string[]): void {
    this.dispose();
    this.#fitted = { model, names };
  }

  #ready() {
    if (!this.#fitted) throw new Error(`The ${this.#recipe.name} is not fitted.`);
    return this.#fitted;
  }
}

/** Beyond the range of 32-bit numbers, a row is as odd as it can be. */
function keepFinite(scores: Float32Array): void {
  for (let i = 0; i < scores.length; i++) {
    if (!(scores[i] <= MOST)) scores[i] = MOST;
  }
}

const MOST = 3.4028234663852886e38;

/**
 * A new detector, not fitted yet.
 *
 * @throws {z.ZodError} when parameters are unknown or out of range
 */
export function createStatistical<P extends object, Facts extends Record<string, unknown>>(
  recipe: StatisticalRecipe<P, Facts>,
  params: Params,
): Detector {
  return new StatisticalDetector(recipe, parse(recipe, params));
}

/**
 * A detector from what `save` gave.
 *
 * @throws {TypeError} when the state is damaged
 * @throws {z.ZodError} when its parameters are unknown or out of range
 */
export function loadStatistical<P extends object, Facts extends Record<string, unknown>>(
  recipe: StatisticalRecipe<P, Facts>,
  state: DetectorState,
): Detector {
  const { success, data, error } = STATE.extend({ facts: recipe.facts }).safeParse(state.data);
  if (!success) {
    throw new TypeError(`A saved ${recipe.name} is damaged.\n${z.prettifyError(error)}`);
  }
  const detector = new StatisticalDetector(recipe, parse(recipe, state.params));
  const model = recipe.restore(data.facts, data.names.length, (name, length) => {
    const file = `${name}.bin`;
    if (!Object.hasOwn(state.files, file)) {
      throw new TypeError(`The file ${file} of a saved ${recipe.name} is missing.`);
    }
    return decodeNumbers(state.files[file], length);
  });
  detector.use(model, data.names);
  return detector;
}

function parse<P>({ definition }: { definition: DetectorDefinition }, params: Params): P {
  return detectorParamsSchema(definition.fields, definition.check).parse(params) as P;
}
