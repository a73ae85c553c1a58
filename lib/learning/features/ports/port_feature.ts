/**
 * A column of ports as classes.
 *
 * @module
 */
import type { Feature, InputColumn, InputValue, Places, RowTest, RowWriter } from "../feature.ts";
import type { FrameColumn, NumericColumn } from "../frame.ts";
import type { ModelInput } from "../input.ts";
import { NumericFeature } from "../numeric_feature.ts";
import type { MissingPolicy } from "../missing_policy.ts";
import type { Notation } from "../../../values/notation.ts";
import { notedNumberOf } from "../../../values/noted_number.ts";
import {
  examplePorts,
  LARGEST_PORT,
  learnPorts,
  PORT_CLASSES,
  portClassOf,
} from "./port_classes.ts";
import type { PortState } from "../state.ts";

/**
 * A column of ports, one-hot by class and scaled: each frequent port has a column, the others share those of
 * {@linkcode PORT_CLASSES}. Values are read and missing ones filled in as numbers are: a missing port
 * counts as the median of training, as zero, or is a column of zeros where the policy is `indicator`.
 */
export class PortFeature implements Feature {
  readonly columns: string[];
  /** Reads and fills in values. */
  readonly #numbers: NumericFeature;
  /** Position of each port of a service that training had. */
  readonly #positions: Map<number, number>;
  readonly #known: ReadonlySet<number>;

  constructor(readonly state: PortState) {
    const { name, frequent, known, number } = state;
    this.columns = [
      ...frequent.map((port) => `${name}=${port}`),
      ...PORT_CLASSES.map((each) => `${name} (${each})`),
    ];
    this.#numbers = new NumericFeature({ ...number, type: "numeric", name });
    this.#positions = new Map(frequent.map((port, index) => [port, index]));
    this.#known = new Set(known);
  }

  /** Learns the ports of the given rows. */
  static fit(
    column: NumericColumn,
    rows: Uint32Array | null,
    policy?: MissingPolicy,
    notation?: Notation,
  ): PortFeature {
    const { state } = NumericFeature.fit(column, rows, "standard", policy, notation);
    const { type: _, name, ...number } = state;
    const ports: number[] = [];
    const length = rows ? rows.length : column.values.length;
    for (let i = 0; i < length; i++) {
      const port = column.values[rows ? rows[i] : i];
      if (Number.isFinite(port)) ports.push(port);
    }
    return new PortFeature({ type: "port", name, ...learnPorts(ports), number });
  }

  writer(column: FrameColumn): RowWriter {
    if (column.type !== "numeric") throw new TypeError(`Column ${column.name} is not numeric.`);
    const { values } = column;
    const positions = new Map<number, number>();
    return (rows, from, to, { data, stride, places }) => {
      for (let i = from, start = 0; i < to; i++, start += stride) {
        const value = values[rows ? rows[i] : i];
        let position = positions.get(value);
        if (position === undefined) positions.set(value, position = this.#positionOf(value));
        if (position >= 0 && places[position] >= 0) {
          data[start + places[position]] = this.state.heights[position];
        }
      }
    };
  }

  writeValue(value: InputValue, row: Float32Array, places: Places): string | null {
    const fault = this.#numbers.writeValue(value, row, NOWHERE);
    if (fault !== null) return fault;
    const port = notedNumberOf(value, this.state.number.notation);
    const position = this.#positionOf(Number.isFinite(port) ? Math.fround(port!) : NaN);
    if (position >= 0 && places[position] >= 0) {
      row[places[position]] = this.state.heights[position];
    }
    return null;
  }

  fillsIn(value: InputValue): boolean {
    return this.#numbers.fillsIn(value);
  }

  filledRows(column: FrameColumn): RowTest {
    return this.#numbers.filledRows(column);
  }

  inputColumn(rows: number): InputColumn {
    return this.#numbers.inputColumn(rows);
  }

  /** A port with a class of its own as it is, others with the class that they count as. */
  display(value: InputValue): string | number | null {
    const port = this.#numbers.display(value);
    if (port === null || this.#positions.has(port)) return port;
    return `${port} (${portClassOf(port, this.#known)})`;
  }

  input(): ModelInput {
    const input = this.#numbers.input();
    return {
      ...input,
      min: 0,
      max: LARGEST_PORT,
      integer: true,
      ports: examplePorts(this.state),
    } as ModelInput;
  }

  /** -1 where nothing stands in for a missing port. */
  #positionOf(value: number): number {
    const { policy, fill } = this.state.number;
    if (!Number.isFinite(value)) return policy === "indicator" ? -1 : this.#positionOf(fill);
    const own = this.#positions.get(value);
    if (own !== undefined) return own;
    return this.state.frequent.length + PORT_CLASSES.indexOf(portClassOf(value, this.#known));
  }
}

const NOWHERE: Places = Int32Array.of(-1, -1);
