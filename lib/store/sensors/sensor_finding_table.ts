import type { LiveFinding } from "../../behaviour/stream/live_finding.ts";
import type { CatalogueDatabase } from "../catalogue_database.ts";

/** Findings of one sensor that are kept; beyond, those that ended first go. */
const MOST_FINDINGS = 10_000;

/** Which findings to get; what is left out does not matter. */
export interface SensorFindingQuery {
  /** Findings about the host, or of its dealings with others. */
  host?: string;
  /** Milliseconds since 1970; findings that end later. */
  since?: number;
  limit: number;
}

/** What behaviour checks found in the records of sensors. */
export class SensorFindingTable {
  readonly #database: CatalogueDatabase;

  constructor(database: CatalogueDatabase) {
    this.#database = database;
  }

  /** Writes findings that are new or have changed. */
  put(sensor: string, findings: readonly LiveFinding[]): void {
    for (const finding of findings) {
      this.#database.run(
        `INSERT OR REPLACE INTO sensor_findings
         (sensor, id, host, peer, state, severity, to_ms, finding) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        sensor,
        finding.id,
        finding.host,
        finding.peer ?? null,
        finding.state,
        finding.severity,
        Math.round(finding.to),
        JSON.stringify(finding),
      );
    }
    if (findings.length === 0) return;
    this.#database.run(
      `DELETE FROM sensor_findings WHERE sensor = ? AND id IN (
         SELECT id FROM sensor_findings WHERE sensor = ? ORDER BY to_ms DESC LIMIT -1 OFFSET ?)`,
      sensor,
      sensor,
      MOST_FINDINGS,
    );
  }

  /** One finding; `null` where it is not kept. */
  get(sensor: string, id: number): LiveFinding | null {
    const [row] = this.#database.all(
      "SELECT finding FROM sensor_findings WHERE sensor = ? AND id = ?",
      sensor,
      id,
    );
    return row ? JSON.parse(row.finding as string) : null;
  }

  /** Findings that were not withdrawn, worst first. */
  list(sensor: string, { host, since = 0, limit }: SensorFindingQuery): LiveFinding[] {
    return this.#database.all(
      `SELECT finding FROM sensor_findings WHERE sensor = ?1 AND state <> 'withdrawn'
       AND to_ms >= ?2 AND (?3 IS NULL OR host = ?3 OR peer = ?3)
       ORDER BY severity DESC, to_ms DESC LIMIT ?4`,
      sensor,
      since,
      host ?? null,
      limit,
    ).map(({ finding }) => JSON.parse(finding as string));
  }
}
