/**
 * A numeric column as one scaled matrix column.
 *
 * @module
 */
import { quantile } from "../metrics/quantile.ts";
import type { MissingPolicy } from "./missing_policy.ts";
import type { ModelInput } from "./input.ts";
import type { Feature, InputColumn, InputValue, Places, RowTest, RowWriter } from "./feature.ts";
import type { FrameColumn, NumericColumn, NumericValues } from "./frame.ts";
import type { Notation } from "../../values/notation.ts";
import { notedNumberOf } from "../../values/noted_number.ts";
import { chooseScaling } from "./scaling/choose.ts";
import { fitScale, restoreScaling } from "./scaling/scalers.ts";
import type { Scaling, ScalingChoice } from "./scaling/scaler.ts";
import type { NumericState } from "./state.ts";

/**
 * A numeric column. Missing and infinite values count as the median of training or as zero. The
 * policy `indicator` adds a column that is 1 where the value was missing.
 */
export class NumericFeature implements Feature {
  readonly columns: string[];
  readonly #scaling: Scaling;

  constructor(readonly state: NumericState) {
    this.columns = state.policy === "indicator"
      ? [state.name, `${state.name} missing`]
      : [state.name];
    this.#scaling = restoreScaling(state.scale);
  }

  /** Learns range, centre and scale from the given rows. */
  static fit(
    column: NumericColumn,
    rows: Uint32Array | null,
    scaling: ScalingChoice,
    policy: MissingPolicy = "median",
    notation?: Notation,
  ): NumericFeature {
    const values = finiteValues(column.values, rows);
    const fill = policy !== "zero" && values.length > 0 ? quantile(values, 0.5) : 0;
    return new NumericFeature({
      type: "numeric",
      name: column.name,
      ...(notation && { notation }),
      scale: fitScale(scaling === "auto" ? chooseScaling(values) : scaling, values),
      policy,
      fill,
      ...summary(values),
      missing: column.values.some((value) => !Number.isFinite(value)),
    });
  }

  writer(column: FrameColumn): RowWriter {
    if (column.type !== "numeric") throw new TypeError(`Column ${column.name} is not numeric.`);
    const { values } = column;
    const { fill } = this.state;
    return (rows, from, to, { data, stride, places: [place, indicator = -1] }) => {
      const scaled = new Float64Array(to - from);
      for (let i = 0; i < scaled.length; i++) {
        const value = values[rows ? rows[from + i] : from + i];
        const finite = Number.isFinite(value);
        scaled[i] = finite ? value : fill;
        if (!finite && indicator >= 0) data[i * stride + indicator] = 1;
      }
      if (place < 0) return;
      this.#scaling(scaled);
      for (let i = 0, at = place; i < scaled.length; i++, at += stride) data[at] = scaled[i];
    };
  }

  writeValue(value: InputValue, row: Float32Array, [place, indicator = -1]: Places): string | null {
    const read = this.#read(value);
    if (typeof read === "string") return read;
    const isMissing = Number.isNaN(read);
    if (place >= 0) row[place] = this.#scaled(isMissing ? this.state.fill : read);
    if (isMissing && indicator >= 0) row[indicator] = 1;
    return null;
  }

  fillsIn(value: InputValue): boolean {
    return !Number.isFinite(notedNumberOf(value, this.state.notation));
  }

  filledRows(column: FrameColumn): RowTest {
    if (column.type !== "numeric") throw new TypeError(`Column ${column.name} is not numeric.`);
    const { values } = column;
    return (row) => !Number.isFinite(values[row]);
  }

  inputColumn(rows: number): InputColumn {
    const column = {
      type: "numeric",
      name: this.state.name,
      values: new Float32Array(rows),
    } as const;
    return {
      column,
      pointsGroup: this.state.notation?.decimal === ",",
      put: (row, value) => {
        const read = this.#read(value);
        if (typeof read === "string") return read;
        column.values[row] = read;
        return null;
      },
    };
  }

  display(value: InputValue): number | null {
    const number = notedNumberOf(value, this.state.notation);
    return Number.isFinite(number) ? number! : null;
  }

  input(): ModelInput {
    const { name, min, max, mean, integer, policy, fill, notation } = this.state;
    const typical = policy === "zero" ? mean : fill;
    const optional = this.#faultOfAbsent() === null;
    return {
      name,
      type: "numeric",
      min,
      max,
      mean,
      typical,
      integer,
      ...(notation && { notation }),
      ...(optional && { optional }),
    };
  }

  /**
   * A value in the precision of a frame, or what is wrong with it. `NaN` stands for one that is
   * missing or infinite and for which the policy has something.
   */
  #read(value: InputValue): number | string {
    const number = notedNumberOf(value, this.state.notation);
    if (number === undefined) return `${JSON.stringify(value)} is not a number.`;
    if (Number.isFinite(number)) return Math.fround(number!);
    const isRefused = value === undefined || this.state.policy === "drop-row";
    return isRefused ? this.#faultOfAbsent() ?? NaN : NaN;
  }

  #scaled(value: number): number {
    const values = Float64Array.of(value);
    this.#scaling(values);
    return values[0];
  }

  /** What is wrong with a record that says nothing of the feature. */
  #faultOfAbsent(): string | null {
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
}

function finiteValues(values: NumericValues, rows: Uint32Array | null): Float32Array {
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
