/**
 * Anomalies by the values of one column, over time.
 *
 * @module
 */
import { BAND_ORDER, type SeverityBand } from "../../learning/severity/severity.ts";

/** A lane: the anomalies of one value. */
export interface LaneRow {
  value: string;
  /** Anomalies in all cells. */
  flagged: number;
  /** The number of anomalies of each cell, oldest first. */
  counts: number[];
  /** The highest band of each cell as its place among the bands; -1 for a cell without anomalies. */
  bands: number[];
}

/** Lanes of the values with the most severe anomalies. */
export interface Lanes {
  column: string;
  /** Seconds of a cell. */
  cellSeconds: number;
  /** When the first cell begins, in seconds since 1970. */
  from: number;
  rows: LaneRow[];
}

/** Values that are counted at the same time; the one not seen for longest is forgotten. */
const MOST_VALUES = 500;

/** Longest value that is told. */
const VALUE_LENGTH = 80;

interface Cell {
  number: number;
  count: number;
  band: number;
}

/** Counts anomalies in cells of a few seconds; memory is bounded by values and cells. */
export class SeverityLanes {
  /** The value seen last comes last. */
  readonly #lanes = new Map<string, (Cell | undefined)[]>();

  constructor(
    readonly column: string,
    readonly cellSeconds = 5,
    readonly cells = 60,
  ) {}

  /**
   * Counts an anomaly.
   *
   * @param second since 1970
   */
  add(value: string, second: number, band: SeverityBand): void {
    const name = value.slice(0, VALUE_LENGTH);
    const lane = this.#lanes.get(name) ?? new Array<Cell | undefined>(this.cells);
    this.#lanes.delete(name);
    this.#lanes.set(name, lane);
    if (this.#lanes.size > MOST_VALUES) this.#lanes.delete(this.#lanes.keys().next().value!);
    const number = Math.floor(second / this.cellSeconds);
    const place = number % this.cells;
    let cell = lane[place];
    if (!cell || cell.number < number) lane[place] = cell = { number, count: 0, band: -1 };
    if (cell.number > number) return;
    cell.count++;
    cell.band = Math.max(cell.band, BAND_ORDER.get(band)!);
  }

  /**
   * The lanes up to a second.
   *
   * @param most lanes to give: those with the most severe and then the most anomalies
   */
  lanes(second: number, most: number): Lanes {
    const last = Math.floor(second / this.cellSeconds);
    const first = last - this.cells + 1;
    const rows: (LaneRow & { worst: number })[] = [];
    for (const [value, lane] of this.#lanes) {
      const cells = Array.from({ length: this.cells }, (_, i) => {
        const cell = lane[(first + i) % this.cells];
        return cell?.number === first + i ? cell : undefined;
      });
      const counts = cells.map((cell) => cell?.count ?? 0);
      const flagged = counts.reduce((sum, count) => sum + count, 0);
      if (flagged === 0) continue;
      const bands = cells.map((cell) => cell?.band ?? -1);
      rows.push({ value, flagged, counts, bands, worst: Math.max(...bands) });
    }
    rows.sort((a, b) => b.worst - a.worst || b.flagged - a.flagged);
    return {
      column: this.column,
      cellSeconds: this.cellSeconds,
      from: first * this.cellSeconds,
      rows: rows.slice(0, most).map(({ worst: _, ...row }) => row),
    };
  }
}
