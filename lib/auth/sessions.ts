/**
 * Sessions of the pages. A cookie holds a random key; its hash and what it stands for are kept here.
 *
 * @module
 */
import type { DatabaseSync } from "node:sqlite";
import { transaction } from "../store/sqlite/transaction.ts";
import { whereWritable } from "../base/storage_fault.ts";
import { hashSecret, newSecret } from "./secret.ts";

/** A session ends after so long even if it is in use (OWASP, absolute timeout). */
const LONGEST_MS = 7 * 24 * 3_600_000;
/** The key changes after so long (OWASP, renewal timeout). */
const RENEW_MS = 3_600_000;
/** Requests that were in progress with the old key still pass. */
const OVERLAP_MS = 60_000;
/** An end is written again only when it moves by so much. */
const TOUCH_MS = 60_000;

/** A session that holds. */
export interface Session {
  /** Whose it is: see `AccessControl`. */
  subject: string;
  /** Its key is old enough to be changed. */
  isDue: boolean;
  /** Stays the same when the key changes. */
  id: string;
}

/** The sessions of one server. */
export class Sessions {
  readonly #database: DatabaseSync;
  readonly #idleMs: number;

  /** @param idleMs a session that is not used for so long ends */
  constructor(database: DatabaseSync, idleMs: number) {
    this.#database = database;
    this.#idleMs = idleMs;
  }

  /** Begins a session. @returns the key for the cookie */
  begin(subject: string): string {
    const now = Date.now();
    this.#database.prepare("DELETE FROM sessions WHERE ends_at < ?").run(now);
    return this.#insert(subject, now, newSecret());
  }

  /** The session of a key, which counts as used now. */
  find(key: string): Session | null {
    const now = Date.now();
    const hash = hashSecret(key);
    const row = this.#database.prepare("SELECT * FROM sessions WHERE hash = ?").get(hash);
    if (!row || (row.ends_at as number) <= now) return null;
    const isReplaced = (row.renewed_at as number) < 0;
    const ends = Math.min(now + this.#idleMs, (row.began_at as number) + LONGEST_MS);
    if (!isReplaced && ends - (row.ends_at as number) > TOUCH_MS) {
      whereWritable(() =>
        this.#database.prepare("UPDATE sessions SET ends_at = ? WHERE hash = ?").run(ends, hash)
      );
    }
    return {
      subject: row.subject as string,
      isDue: !isReplaced && now - (row.renewed_at as number) > RENEW_MS,
      id: row.family as string,
    };
  }

  /** Whether a session has not ended, without using it. */
  holds(id: string): boolean {
    return this.#database.prepare("SELECT 1 FROM sessions WHERE family = ? AND ends_at > ? LIMIT 1")
      .get(id, Date.now()) !== undefined;
  }

  /**
   * Gives a session another key; the old one holds for a moment.
   *
   * @returns the new key, once; `null` where there is none, or it cannot be written now
   */
  renew(key: string): string | null {
    const hash = hashSecret(key);
    const row = this.#database.prepare("SELECT * FROM sessions WHERE hash = ?").get(hash);
    if (!row || (row.renewed_at as number) < 0) return null;
    return whereWritable(() => {
      let renewed: string | null = null;
      transaction(this.#database, () => {
        this.#database.prepare("UPDATE sessions SET ends_at = ?, renewed_at = -1 WHERE hash = ?")
          .run(Date.now() + OVERLAP_MS, hash);
        renewed = this.#insert(
          row.subject as string,
          row.began_at as number,
          row.family as string,
        );
      });
      return renewed;
    });
  }

  /** Ends a session, whichever of its keys this is. */
  end(key: string): void {
    this.#database.prepare(
      "DELETE FROM sessions WHERE family = (SELECT family FROM sessions WHERE hash = ?)",
    ).run(hashSecret(key));
  }

  /** Ends all sessions of a subject. */
  endAll(subject: string): void {
    this.#database.prepare("DELETE FROM sessions WHERE subject = ?").run(subject);
  }

  #insert(subject: string, begin: number, family: string): string {
    const key = newSecret();
    const now = Date.now();
    this.#database.prepare(
      `INSERT INTO sessions (hash, subject, began_at, renewed_at, ends_at, family)
       VALUES (?, ?, ?, ?, ?, ?)`,
    ).run(
      hashSecret(key),
      subject,
      begin,
      now,
      Math.min(now + this.#idleMs, begin + LONGEST_MS),
      family,
    );
    return key;
  }
}
