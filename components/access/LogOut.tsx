import type { Identity } from "../../lib/auth/scope.ts";

/** Ends the session, where there is one. */
export function LogOut({ identity }: { identity: Identity | null }) {
  if (identity?.via !== "session") return null;
  return (
    <form method="post" action="/logout">
      <button type="submit" class="button button-small" title={`Logged in by "${identity.name}"`}>
        Log out
      </button>
    </form>
  );
}
