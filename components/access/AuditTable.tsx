import type { AuditEntry } from "../../lib/auth/audit/audit_log.ts";
import { formatCount } from "../../lib/base/format.ts";
import { ScrollTable } from "../ScrollTable.tsx";
import { Time } from "../Time.tsx";

/** Entries of the audit log. */
export function AuditTable({ entries }: { entries: AuditEntry[] }) {
  return (
    <ScrollTable label="Audit log">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Who</th>
          <th scope="col">Action</th>
          <th scope="col">On</th>
          <th scope="col">Outcome</th>
          <th scope="col">From</th>
        </tr>
      </thead>
      <tbody>
        {entries.map(({ id, at, who, action, target, outcome, address, count, until }) => (
          <tr key={id}>
            <td>
              <Time at={at} />
              {until !== null && (
                <>
                  {" "}to <Time at={until} />
                </>
              )}
            </td>
            <td class="break">{who}</td>
            <td class="nowrap">
              {action}
              {count > 1 && (
                <>
                  {" "}
                  <span class="badge badge-plain">{formatCount(count)} times</span>
                </>
              )}
            </td>
            <td class="break">{target ?? ""}</td>
            <td>
              <span class={`badge ${outcome === "ok" ? "badge-plain" : "badge-bad"}`}>
                {outcome}
              </span>
            </td>
            <td class="mono">{address}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
