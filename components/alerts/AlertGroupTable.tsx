import { formatCount } from "../../lib/base/format.ts";
import type { AlertGroup } from "../../lib/resources/alert.ts";
import { SeverityMark } from "../detection/SeverityMark.tsx";
import { ScrollTable } from "../ScrollTable.tsx";
import { Time } from "../Time.tsx";

interface AlertGroupTableProps {
  groups: AlertGroup[];
  /** The list of the alerts of a group. */
  addressOf: (group: AlertGroup) => string;
}

/** Alerts of one rule about one host together, the worst first. */
export function AlertGroupTable({ groups, addressOf }: AlertGroupTableProps) {
  return (
    <ScrollTable label="Groups of alerts">
      <thead>
        <tr>
          <th scope="col">Host</th>
          <th scope="col">Severity</th>
          <th scope="col">Rule</th>
          <th scope="col" class="number">Alerts</th>
          <th scope="col" class="number">Open</th>
          <th scope="col">First record</th>
          <th scope="col">Latest record</th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <tr key={`${group.rule.id} ${group.host}`}>
            <th scope="row" class="name-cell">
              <a href={addressOf(group)} aria-current="false">
                {group.host ?? "No host, or several"}
                <span class="visually-hidden">, {group.rule.name}</span>
              </a>
            </th>
            <td>
              <SeverityMark value={group.severity} />
            </td>
            <td class="name-cell">{group.rule.name}</td>
            <td class="number">{formatCount(group.alerts)}</td>
            <td class="number">{formatCount(group.open)}</td>
            <td>
              <Time at={group.firstAt} />
            </td>
            <td>
              <Time at={group.lastAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
