/**
 * A numeric column as one scaled matrix column.
 *
 * @module
 */
import { quantile } from "../metrics/quantile.ts";
import type { MissingPolicy } from "../datasets/types.ts";
import type { ModelInput } from "../models/types.ts";
import type { Feature, InputValue, Target } from "./feature.ts";
import type { FrameColumn, NumericColumn } from "./frame.ts";
import type { Affine, Scaler } from "./scaling/scaler.ts";
import type { NumericState } from "./state.ts";

/**
 * Scaled values are cut off here, in training as in use. Without it a few training rows a hundred
 * standard deviations out decide what a neural network learns, and one value of a record can
 * outweigh all others. A value this far out is odd enough.
 */
export const SCALED_LIMIT = 5;

/** `(bend(value) - offset) / scale`, within {@linkcode SCALED_LIMIT}. */
export function scaleValue(value: number, scaler: Scaler, { offset, scale }: Affine): number {
  const scaled = (scaler.bend(value) - offset) / scale;
  return Math.max(-SCALED_LIMIT, Math.min(SCALED_LIMIT, scaled));
}

/**
 * A numeric column. Missing and infinite values count as the median of training or as zero. The
 * policy `indicator` adds a column that is 1 where the value was missing.
 */
export class NumericFeature implements Feature {
  readonly columns: string[];

  constructor(readonly state: NumericState, readonly scaler: Scaler) {
    this.columns = state.policy === "indicator"
      ? [state.name, `${state.name} missing`]
      : [state.name];
  }

  /** Learns range, centre and scale from the given rows. */
  static fit(
    column: NumericColumn,
    rows: Uint32Array | null,
    scaler: Scaler,
    policy: MissingPolicy = "median",
  ): NumericFeature {
    const values = finiteValues(column.values, rows);
    const bent = new Float64Array(values.length);
    for (let i = 0; i < bent.length; i++) bent[i] = scaler.bend(values[i]);
    const fill = policy !== "zero" && values.length > 0 ? quantile(values, 0.5) : 0;
    return new NumericFeature(
      {
        type: "numeric",
        name: column.name,
        ...scaler.fit(bent),
        policy,
        fill,
        ...summary(values),
        missing: column.values.some((value) => !Number.isFinite(value)),
      },
      scaler,
    );
  }

  write(column: FrameColumn, rows: Uint32Array | null, { data, start, stride }: Target): void {
    if (column.type !== "numeric") throw new TypeError(`Column ${column.name} is not numeric.`);
    const indicated = this.state.policy === "indicator";
    const count = rows ? rows.length : column.values.length;
    for (let i = 0, at = start; i < count; i++, at += stride) {
      const value = column.values[rows ? rows[i] : i];
      data[at] = this.#scale(value);
      if (indicated && !Number.isFinite(value)) data[at + 1] = 1;
    }
  }

  writeValue(value: InputValue, data: Float32Array, start: number): string | null {
    const fault = this.#faultOfMissing();
    if (isEmpty(value) && fault !== null) return fault;
    if (isMissing(value) && fault === null) {
      data[start] = this.#scale(NaN);
      if (this.state.policy === "indicator") data[start + 1] = 1;
      return null;
    }
    const number = parseNumber(value);
    if (Number.isNaN(number)) return `${JSON.stringify(value)} is not a number.`;
    data[start] = this.#scale(toFloat32(number));
    return null;
  }

  display(value: InputValue): number | null {
    const number = parseNumber(value);
    return Number.isFinite(number) ? number : null;
  }

  input(): ModelInput {
    const { name, min, max, mean, integer } = this.state;
    const optional = this.#faultOfMissing() === null;
    return { name, type: "numeric", min, max, mean, integer, ...(optional && { optional }) };
  }

  #faultOfMissing(): string | null {
    switch (this.state.policy) {
      case "drop-row":
        return "A value is missing, and rows without one were left out of training.";
      case "median":
        return this.state.missing ? null : "A value is missing.";
      case "zero":
      case "indicator":
        return null;
    }
  }

  #scale(value: number): number {
    return scaleValue(Number.isFinite(value) ? value : this.state.fill, this.scaler, this.state);
  }
}

/** Nothing was given for the feature. */
export function isEmpty(value: InputValue): boolean {
  return value === null || value === undefined || value === "";
}

const NOT_FINITE = /^\s*([+-]?inf(inity)?|[+-]?nan)\s*$/i;

/** Nothing was given, or what a dataset would hold as missing or infinite. */
function isMissing(value: InputValue): boolean {
  if (typeof value === "number") return !Number.isFinite(value);
  return isEmpty(value) || (typeof value === "string" && NOT_FINITE.test(value));
}

const DECIMAL = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

/** A number, a truth value or a decimal number as text; `NaN` for all else. */
function parseNumber(value: InputValue): number {
  if (typeof value === "string") return DECIMAL.test(value) ? Number(value) : NaN;
  return typeof value === "object" ? NaN : Number(value);
}

const LARGEST = 2 ** 128 - 2 ** 104;

/** The precision of a frame, so that a record scores as it does in a dataset. */
function toFloat32(number: number): number {
  return Math.fround(Math.max(-LARGEST, Math.min(LARGEST, number)));
}

function finiteValues(values: Float32Array, rows: Uint32Array | null): Float32Array {
  const count = rows ? rows.length : values.length;
  const finite = new Float32Array(count);
  let length = 0;
  for (let i = 0; i < count; i++) {
    const value = values[rows ? rows[i] : i];
    if (Number.isFinite(value)) finite[length++] = value;
  }
  return finite.subarray(0, length);
}

function summary(values: Float32Array): Pick<NumericState, "min" | "max" | "mean" | "integer"> {
  if (values.length === 0) return { min: 0, max: 0, mean: 0, integer: false };
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  let integer = true;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
    if (integer && !Number.isInteger(value)) integer = false;
  }
  return { min, max, mean: sum / values.length, integer };
}
