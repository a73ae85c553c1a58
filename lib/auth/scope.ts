/**
 * What a token allows.
 *
 * @module
 */

/**
 * The scopes: `read` looks at everything, exports too; `score` scores records; `train` uploads,
 * trains, changes and deletes; `admin` also hands out tokens and reads the audit log. They are a
 * set: none but `admin` includes another.
 */
export const SCOPES = ["read", "score", "train", "admin"] as const;

/** What a token allows. */
export type Scope = typeof SCOPES[number];

/** Who sent a request. */
export interface Identity {
  /** For people: the token's name. */
  name: string;
  /** Tells clients apart, for limits. */
  key: string;
  scopes: ReadonlySet<Scope>;
  /** How it is known: by nothing (an open server), a token sent along, or a session's cookie. */
  via: "open" | "token" | "session";
}

/** Whether somebody may do what takes a scope. */
export function allows({ scopes }: Identity, scope: Scope): boolean {
  return scopes.has(scope) || scopes.has("admin");
}
