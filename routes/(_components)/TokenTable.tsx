import { ApiButton } from "../../islands/ApiButton.tsx";
import type { ApiToken } from "../../lib/auth/tokens.ts";
import { ScrollTable } from "../../components/ScrollTable.tsx";
import { Time } from "../../components/Time.tsx";

/** The API tokens there are. */
export function TokenTable({ tokens, now }: { tokens: ApiToken[]; now: string }) {
  return (
    <ScrollTable label="API tokens">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Scopes</th>
          <th scope="col">Created</th>
          <th scope="col">Last used</th>
          <th scope="col">Expires</th>
          <th scope="col">
            <span class="visually-hidden">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {tokens.map(({ id, name, scopes, createdAt, lastUsedAt, expiresAt }) => (
          <tr key={id}>
            <th scope="row" class="break">{name}</th>
            <td>{scopes.join(", ")}</td>
            <td>
              <Time at={createdAt} />
            </td>
            <td>{lastUsedAt ? <Time at={lastUsedAt} /> : <span class="muted">never</span>}</td>
            <td>
              {expiresAt === null
                ? <span class="muted">never</span>
                : expiresAt < now
                ? <span class="badge badge-bad">expired</span>
                : <Time at={expiresAt} />}
            </td>
            <td>
              <ApiButton
                label="Revoke"
                tone="danger"
                small
                method="DELETE"
                path={`/tokens/${id}`}
                next="/access"
                confirm={{
                  title: `Revoke "${name}"?`,
                  text: "Programs that use it lose access immediately, and its sessions end.",
                }}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
