/**
 * API tokens: `nst_ID_SECRET`. The secret is shown once; what is kept is its hash.
 *
 * @module
 */
import type { DatabaseSync } from "node:sqlite";
import { newId } from "../store/ids.ts";
import { isOver } from "../base/is_over.ts";
import { whereWritable } from "../base/storage_fault.ts";
import type { Scope } from "./scope.ts";
import { hasHash, hashSecret, newSecret } from "./secret.ts";

/** A token as lists show it. */
export interface ApiToken {
  id: string;
  name: string;
  scopes: Scope[];
  createdAt: string;
  /** `null`: it holds until it is revoked. */
  expiresAt: string | null;
  /** To the minute. */
  lastUsedAt: string | null;
}

/** What a new token is to be. */
export type NewToken = Pick<ApiToken, "name" | "scopes" | "expiresAt">;

type StoredToken = ApiToken & { hash: string };

const USED_EVERY_MS = 60_000;

/** The tokens of one server. */
export class TokenRegistry {
  readonly #database: DatabaseSync;
  /** All of them; nobody else writes the table. */
  readonly #tokens = new Map<string, StoredToken>();

  constructor(database: DatabaseSync) {
    this.#database = database;
    for (const row of database.prepare("SELECT * FROM tokens ORDER BY created_at, rowid").all()) {
      this.#tokens.set(row.id as string, {
        id: row.id as string,
        name: row.name as string,
        hash: row.hash as string,
        scopes: JSON.parse(row.scopes as string) as Scope[],
        createdAt: row.created_at as string,
        expiresAt: row.expires_at as string | null,
        lastUsedAt: row.last_used_at as string | null,
      });
    }
  }

  /** All tokens, newest first. */
  list(): ApiToken[] {
    return [...this.#tokens.values()].reverse().map(({ hash: _, ...token }) => token);
  }

  /** Makes a token; `secret` is what its holder sends, and cannot be had again. */
  create({ name, scopes, expiresAt }: NewToken): { token: ApiToken; secret: string } {
    const id = newId("token");
    const secret = `nst_${id.slice(id.indexOf("-") + 1)}_${newSecret()}`;
    const token = {
      id,
      name,
      scopes,
      createdAt: new Date().toISOString(),
      expiresAt,
      lastUsedAt: null,
    };
    const hash = hashSecret(secret);
    this.#database.prepare(
      "INSERT INTO tokens (id, name, hash, scopes, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)",
    ).run(id, name, hash, JSON.stringify(scopes), token.createdAt, expiresAt);
    this.#tokens.set(id, { ...token, hash });
    return { token, secret };
  }

  /** Ends a token; gives it, or `null` where there is none. */
  revoke(id: string): ApiToken | null {
    const token = this.#tokens.get(id);
    if (!token) return null;
    this.#database.prepare("DELETE FROM tokens WHERE id = ?").run(id);
    this.#tokens.delete(id);
    const { hash: _, ...shown } = token;
    return shown;
  }

  /** The token that holds now, by its id. */
  valid(id: string): ApiToken | null {
    const token = this.#tokens.get(id);
    return token && !isOver(token.expiresAt) ? token : null;
  }

  /** The token whose secret this is, which counts as used now. */
  find(secret: string): ApiToken | null {
    const id = /^nst_([0-9a-f]{20})_[\w-]{43}$/.exec(secret)?.[1];
    const token = id === undefined ? undefined : this.#tokens.get(`token-${id}`);
    if (!token || !hasHash(secret, token.hash) || !this.valid(token.id)) return null;
    this.#use(token);
    return token;
  }

  #use(token: StoredToken): void {
    const now = Date.now();
    if (token.lastUsedAt !== null && now - Date.parse(token.lastUsedAt) < USED_EVERY_MS) return;
    token.lastUsedAt = new Date(now).toISOString();
    whereWritable(() =>
      this.#database.prepare("UPDATE tokens SET last_used_at = ? WHERE id = ?")
        .run(token.lastUsedAt, token.id)
    );
  }
}
