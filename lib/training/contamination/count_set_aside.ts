import type { SetAside } from "../../resources/set_aside.ts";
import type { RowHosts } from "../unlabelled/test_hosts.ts";

/** Hosts that are named. */
const MOST_HOSTS = 20;

/**
 * Says how many rows were set aside, and of which hosts.
 *
 * @param rows all training rows
 * @param aside those that were set aside
 * @param hosts with a code for each row of the frame; `null` where the data names none
 */
export function countSetAside(
  rows: Uint32Array,
  aside: ReadonlySet<number>,
  rounds: number,
  hosts: RowHosts | null,
): SetAside {
  return {
    rows: aside.size,
    of: rows.length,
    rounds,
    hosts: hosts && countHosts(rows, aside, hosts),
  };
}

function countHosts(
  rows: Uint32Array,
  aside: ReadonlySet<number>,
  { column, names, codes }: RowHosts,
): SetAside["hosts"] {
  const records = new Uint32Array(names.length);
  const left = new Uint32Array(names.length);
  for (const row of rows) if (codes[row] >= 0) records[codes[row]]++;
  for (const row of aside) if (codes[row] >= 0) left[codes[row]]++;
  const found = names.flatMap((host, code) =>
    left[code] > 0 ? [{ host, setAside: left[code], records: records[code] }] : []
  );
  found.sort((a, b) => b.setAside - a.setAside);
  return { column, total: found.length, top: found.slice(0, MOST_HOSTS) };
}
