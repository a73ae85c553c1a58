import {
  type SensorSegment,
  type SensorState,
  sensorStateSchema,
  type StoredSensor,
  storedSensorSchema,
} from "../../resources/sensor.ts";
import type { CatalogueDatabase } from "../catalogue_database.ts";
import { DamagedRowError, RowChecker } from "../damaged_row.ts";
import type { Deletions } from "../tables/deletions.ts";

/** Sensors in the catalogue. A damaged one is left out, and the log says why. */
export class SensorTable {
  readonly #database: CatalogueDatabase;
  readonly #deletions: Deletions;
  readonly #checker = new RowChecker("sensors");

  constructor(database: CatalogueDatabase, deletions: Deletions) {
    this.#database = database;
    this.#deletions = deletions;
  }

  /** The ids of all sensors, damaged ones included. */
  ids(): string[] {
    return this.#database.all("SELECT id FROM sensors").map(({ id }) => id as string);
  }

  /** All sensors with how far they have come, the oldest first. */
  list(): { sensor: StoredSensor; state: SensorState }[] {
    const rows = this.#database.all(
      "SELECT id, sensor, state FROM sensors ORDER BY created_at, rowid",
    );
    return rows.flatMap(({ id, sensor, state }) => {
      try {
        const parse = this.#checker;
        return [{
          sensor: parse.parse(id as string, "sensor", sensor, storedSensorSchema),
          state: parse.parse(id as string, "state", state, sensorStateSchema),
        }];
      } catch (error) {
        if (!(error instanceof DamagedRowError)) throw error;
        console.error(error.message);
        return [];
      }
    });
  }

  /** Adds a sensor. */
  add({ id, createdAt, ...sensor }: StoredSensor, state: SensorState): void {
    this.#database.run(
      "INSERT INTO sensors (id, created_at, sensor, state) VALUES (?, ?, ?, ?)",
      id,
      createdAt,
      JSON.stringify({ id, createdAt, ...sensor }),
      JSON.stringify(state),
    );
  }

  /** Writes what a person chose for a sensor. */
  change(sensor: StoredSensor): void {
    this.#database.run(
      "UPDATE sensors SET sensor = ? WHERE id = ?",
      JSON.stringify(sensor),
      sensor.id,
    );
  }

  /** Writes how far a sensor has come. */
  putState(id: string, state: SensorState): void {
    this.#database.run("UPDATE sensors SET state = ? WHERE id = ?", JSON.stringify(state), id);
  }

  /** Deletes a sensor, and notes that its files are to be removed. */
  delete(id: string): void {
    this.#deletions.delete("sensors", id);
  }

  /** The files of a deleted sensor are removed. */
  forgetDeletion(id: string): void {
    this.#deletions.forget(id);
  }

  /** The files of a sensor's records, the oldest first. */
  segments(id: string): SensorSegment[] {
    return this.#database.all(
      `SELECT number, bytes, records, from_ms AS "from", to_ms AS "to" FROM sensor_segments
       WHERE sensor = ? ORDER BY number`,
      id,
    ) as unknown as SensorSegment[];
  }

  /** Writes how long a file of records is. */
  putSegment(id: string, { number, bytes, records, from, to }: SensorSegment): void {
    this.#database.run(
      `INSERT OR REPLACE INTO sensor_segments (sensor, number, bytes, records, from_ms, to_ms)
       VALUES (?, ?, ?, ?, ?, ?)`,
      id,
      number,
      bytes,
      records,
      from,
      to,
    );
  }

  /** Takes a file of records from the list. */
  deleteSegment(id: string, number: number): void {
    this.#database.run("DELETE FROM sensor_segments WHERE sensor = ? AND number = ?", id, number);
  }
}
