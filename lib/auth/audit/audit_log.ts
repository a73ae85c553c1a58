/**
 * Who did what, when, from where and with which outcome. Entries are only ever added; the oldest go
 * when there are too many. Nothing secret is written: tokens appear by name.
 *
 * @module
 */
import type { AuditEvent } from "./audit_event.ts";
import type { DatabaseSync } from "node:sqlite";
import { whereWritable } from "../../base/storage_fault.ts";
import { AuditFolding, type FoldedEvent } from "./audit_folding.ts";

/** An entry as it is read. */
export interface AuditEntry extends Omit<AuditEvent, "client"> {
  id: number;
  /** When it happened; of several events, the first. */
  at: string;
  /** How many events it stands for; where they differ, a field is `several`. */
  count: number;
  /** When the last of several events happened; `null` for a single one. */
  until: string | null;
}

/** Old entries are looked for once in so many new ones, or more where many are kept. */
const TRIM_EVERY = 100;
const LONGEST_TEXT = 300;
/** Entries that wait in memory for room on the disk. */
const MOST_UNWRITTEN = 1000;

/** The audit log of one server. */
export class AuditLog implements Disposable {
  readonly #database: DatabaseSync;
  readonly #most: number;
  readonly #folding = new AuditFolding((event) => this.#write(event), () => ++this.#lastId);
  #lastId: number;
  /** Entries since old ones were looked for. */
  #added = 0;
  /** Oldest first. */
  readonly #unwritten: FoldedEvent[] = [];
  #isFailing = false;

  /**
   * @param most entries of successful actions that are kept, about, and as many of refused and failed
   *   ones: these never push out the former
   */
  constructor(database: DatabaseSync, most: number) {
    this.#database = database;
    this.#most = most;
    const row = database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'audit'").get();
    this.#lastId = Number(row?.seq ?? 0);
  }

  /**
   * Adds an entry, or counts it where a client repeats itself (see {@linkcode AuditFolding}). Never
   * throws: what happened has happened. What the disk has no room for is kept in memory and written
   * with the next entry that can be; of very many, the oldest go to the server's log only.
   */
  add(event: AuditEvent): void {
    this.#folding.add(event);
  }

  /**
   * Entries, newest first.
   *
   * @param limit how many at most
   * @param before only entries with a smaller id
   */
  list(limit: number, before = Number.MAX_SAFE_INTEGER): AuditEntry[] {
    this.#folding.flush();
    this.#writeAll();
    return this.#database.prepare(
      `SELECT id, at, who, action, target, outcome, address, count, until FROM audit
       WHERE id < ? ORDER BY id DESC LIMIT ?`,
    ).all(before, limit) as unknown as AuditEntry[];
  }

  /** Writes what was counted; the log can be used on. */
  [Symbol.dispose](): void {
    this.#folding.flush();
    this.#writeAll();
  }

  #write(event: FoldedEvent): void {
    this.#unwritten.push(event);
    this.#writeAll();
  }

  /** Tries to write the entries that could not be written so far. */
  #writeAll(): void {
    try {
      while (this.#unwritten.length > 0) {
        this.#insert(this.#unwritten[0]);
        this.#unwritten.shift();
      }
      this.#isFailing = false;
    } catch (error) {
      if (!this.#isFailing) console.error("The audit log could not be written:", error);
      this.#isFailing = true;
      while (this.#unwritten.length > MOST_UNWRITTEN) {
        console.error("Left out of the audit log:", JSON.stringify(this.#unwritten.shift()));
      }
    }
  }

  #insert({ id, who, action, target, outcome, address, at, until, count }: FoldedEvent): void {
    this.#database.prepare(
      `INSERT INTO audit (id, at, who, action, target, outcome, address, count, until)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      id,
      new Date(at).toISOString(),
      plain(who),
      action,
      target === null ? null : plain(target),
      outcome,
      plain(address),
      count,
      count === 1 ? null : new Date(until).toISOString(),
    );
    const every = Math.max(TRIM_EVERY, Math.floor(this.#most / 20));
    if (++this.#added < every) return;
    this.#added = 0;
    whereWritable(() => {
      this.#trim(1);
      this.#trim(0);
    });
  }

  /**
   * Removes the oldest entries that are too many, of those first who have most: nobody can push out
   * another's.
   *
   * @param isOk 1 for successful actions, 0 for the others
   */
  #trim(isOk: 0 | 1): void {
    const row = this.#database.prepare("SELECT count(*) AS n FROM audit WHERE (outcome = 'ok') = ?")
      .get(isOk);
    const excess = Number(row?.n) - this.#most;
    if (excess <= 0) return;
    this.#database.prepare(
      `DELETE FROM audit WHERE id IN (
         SELECT id FROM (
           SELECT id, row_number() OVER (PARTITION BY who ORDER BY id DESC) AS nth
           FROM audit WHERE (outcome = 'ok') = ?
         ) ORDER BY nth DESC, id LIMIT ?
       )`,
    ).run(isOk, excess);
  }
}

/** One line, so that no name can look like another entry. */
function plain(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, " ").slice(0, LONGEST_TEXT);
}
