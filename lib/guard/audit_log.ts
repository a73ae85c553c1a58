/**
 * Who did what, when, from where and with which outcome. Entries are only ever added; the oldest go
 * when there are too many. Nothing secret is written: tokens appear by name.
 *
 * @module
 */
import type { DatabaseSync } from "node:sqlite";

/** An entry as it is written. */
export interface AuditEvent {
  /** The name of the token, or what stands for it. */
  who: string;
  /** Such as `dataset.upload`. */
  action: string;
  /** What was acted on: an address without its query, or a name. */
  target: string | null;
  /** `ok`, or why not: `denied`, `failed`, `limited`, or an HTTP status. */
  outcome: string;
  /** Address of the client. */
  address: string;
}

/** An entry as it is read. */
export interface AuditEntry extends AuditEvent {
  id: number;
  at: string;
}

/** Old entries are looked for once in so many new ones. */
const TRIM_EVERY = 100;
const LONGEST_TEXT = 300;

/** The audit log of one server. */
export class AuditLog {
  readonly #database: DatabaseSync;
  readonly #most: number;

  /** @param most entries that are kept, about */
  constructor(database: DatabaseSync, most: number) {
    this.#database = database;
    this.#most = most;
  }

  /** Adds an entry. */
  add({ who, action, target, outcome, address }: AuditEvent): void {
    const { lastInsertRowid } = this.#database.prepare(
      "INSERT INTO audit (at, who, action, target, outcome, address) VALUES (?, ?, ?, ?, ?, ?)",
    ).run(
      new Date().toISOString(),
      plain(who),
      action,
      target === null ? null : plain(target),
      outcome,
      plain(address),
    );
    if (Number(lastInsertRowid) % TRIM_EVERY === 0) {
      this.#database.prepare("DELETE FROM audit WHERE id <= ?")
        .run(Number(lastInsertRowid) - this.#most);
    }
  }

  /**
   * Entries, newest first.
   *
   * @param limit how many at most
   * @param before only entries with a smaller id
   */
  list(limit: number, before = Number.MAX_SAFE_INTEGER): AuditEntry[] {
    return this.#database.prepare("SELECT * FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?")
      .all(before, limit) as unknown as AuditEntry[];
  }
}

/** One line, so that no name can look like another entry. */
function plain(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\p{Cf}]/gu, " ").slice(0, LONGEST_TEXT);
}
