/**
 * Who may use a server: the administrator's token of the settings, API tokens, sessions.
 *
 * @module
 */
import type { DatabaseSync } from "node:sqlite";
import type { AccessConfig } from "../base/config.ts";
import { closeSqlite } from "../store/sqlite/sqlite.ts";
import { transaction } from "../store/sqlite/transaction.ts";
import { openAccessDatabase } from "./access_database.ts";
import { AuditLog } from "./audit/audit_log.ts";
import { clientNetwork } from "./requests/client_address.ts";
import { type Lease, Leases } from "../http/leases.ts";
import { RateLimiter } from "./rate_limiter.ts";
import { type Identity, type Scope, SCOPES } from "./scope.ts";
import { hasHash, hashSecret } from "./secret.ts";
import { Sessions } from "./sessions.ts";
import { type ApiToken, TokenRegistry } from "./tokens.ts";

/** Every client, where no token is set. */
export const ANYBODY: Identity = {
  name: "Anonymous",
  key: "",
  scopes: new Set(SCOPES),
  via: "open",
};

/** Names the subject of the administrator's sessions, whatever token it is. */
const ADMIN_SUBJECT = "admin:";

/** What a wrong token is answered with. */
export class AccessRefusedError extends Error {
  override name = "AccessRefusedError";

  /** @param waitSeconds 0 for a wrong token; more when there were too many of them */
  constructor(readonly waitSeconds: number) {
    super(
      waitSeconds === 0
        ? "This token is not known, was revoked or has expired."
        : `Too many wrong tokens. Try again in ${waitSeconds} s.`,
    );
  }
}

/** Access to one server. */
export class AccessControl implements Disposable {
  readonly config: AccessConfig;
  readonly tokens: TokenRegistry;
  readonly audit: AuditLog;
  readonly #sessions: Sessions;
  readonly #leases = new Leases();
  readonly #database: DatabaseSync;
  readonly #failures: RateLimiter;
  readonly #limits: Record<"heavy" | "score", RateLimiter | null>;
  readonly #adminHash: string | null;
  /** Changes with the administrator's token, so that another token ends the sessions. */
  readonly #adminSubject: string;

  /** @param path file of the database */
  constructor(path: string, config: AccessConfig) {
    this.config = config;
    this.#database = openAccessDatabase(path);
    this.tokens = new TokenRegistry(this.#database);
    this.audit = new AuditLog(this.#database, config.auditEntries);
    this.#sessions = new Sessions(this.#database, config.sessionMs);
    this.#failures = new RateLimiter(config.loginAttemptsPerMinute);
    const limiter = (most: number | null) => most === null ? null : new RateLimiter(most);
    this.#limits = { heavy: limiter(config.heavyPerMinute), score: limiter(config.scorePerMinute) };
    this.#adminHash = config.adminToken === null ? null : hashSecret(config.adminToken);
    this.#adminSubject = ADMIN_SUBJECT + hashSecret(this.#adminHash ?? "").slice(0, 16);
  }

  /** Whether everybody who reaches the server may do everything. */
  get isOpen(): boolean {
    return this.#adminHash === null;
  }

  /**
   * Who has a token. A right one always counts: secrets of 16 characters and more are not found by
   * trying, and nobody may shut others out by sending wrong ones. Wrong ones are limited for each
   * client, of IPv6 for each network of 64 bits.
   *
   * @param address of the client
   * @throws {AccessRefusedError} for a wrong token
   */
  byToken(secret: string, address: string): Identity {
    const token = this.tokens.find(secret);
    if (token) return asIdentity(token, "token");
    if (this.#adminHash !== null && hasHash(secret, this.#adminHash)) return this.#admin("token");
    const wait = this.#failures.take(clientNetwork(address));
    this.audit.add({
      who: "unknown",
      action: "token.refused",
      target: null,
      outcome: wait > 0 ? "limited" : "failed",
      address,
    });
    throw new AccessRefusedError(wait);
  }

  /**
   * Begins a session for who has a token.
   *
   * @returns the key for the cookie
   * @throws {AccessRefusedError} for a wrong token
   */
  logIn(secret: string, address: string): string {
    const { name, key } = this.byToken(secret, address);
    this.audit.add({ who: name, action: "login", target: null, outcome: "ok", address });
    return this.#sessions.begin(key);
  }

  /** Whose session it is, which one, and whether it is time to renew its key. */
  bySession(key: string): { identity: Identity; isDue: boolean; id: string } | null {
    const session = this.#sessions.find(key);
    if (!session) return null;
    const token = this.tokens.valid(session.subject);
    const identity = session.subject === this.#adminSubject && !this.isOpen
      ? this.#admin("session")
      : token && asIdentity(token, "session");
    return identity && { identity, isDue: session.isDue, id: session.id };
  }

  /** Gives a session another key; `null` where that was done already. */
  renewSession(key: string): string | null {
    return this.#sessions.renew(key);
  }

  /** Ends a session. */
  logOut(key: string, address: string): void {
    const found = this.bySession(key);
    this.#sessions.end(key);
    this.#leases.check();
    if (!found) return;
    const who = found.identity.name;
    this.audit.add({ who, action: "logout", target: null, outcome: "ok", address });
  }

  /** Ends a token and its sessions; gives it, or `null` where there is none. */
  revoke(id: string): ApiToken | null {
    let revoked: ApiToken | null = null;
    transaction(this.#database, () => {
      this.#sessions.endAll(id);
      revoked = this.tokens.revoke(id);
    });
    this.#leases.check();
    return revoked;
  }

  /**
   * For how long what somebody does may go on: until the token is revoked or expires, and until the
   * session ends.
   *
   * @param session its id, where there is one
   * @returns `null` for the administrator's token and on an open server, whose access does not end
   */
  lease({ key, via }: Identity, session: string | null): Lease | null {
    if (via === "open" || (session === null && key === this.#adminSubject)) return null;
    return this.#leases.open(() =>
      (session === null || this.#sessions.holds(session)) &&
      (key === this.#adminSubject || this.tokens.valid(key) !== null)
    );
  }

  /**
   * Counts a request against a limit.
   *
   * @returns 0 if it may pass, or the seconds after which it may be sent again
   */
  take(limit: "heavy" | "score", { key }: Identity, address: string): number {
    return this.#limits[limit]?.take(key || clientNetwork(address)) ?? 0;
  }

  [Symbol.dispose](): void {
    this.#leases[Symbol.dispose]();
    this.audit[Symbol.dispose]();
    closeSqlite(this.#database);
  }

  #admin(via: Identity["via"]): Identity {
    const scopes: ReadonlySet<Scope> = new Set(SCOPES);
    return { name: "NETSIFT_TOKEN", key: this.#adminSubject, scopes, via };
  }
}

function asIdentity({ id, name, scopes }: ApiToken, via: Identity["via"]): Identity {
  return { name, key: id, scopes: new Set(scopes), via };
}
