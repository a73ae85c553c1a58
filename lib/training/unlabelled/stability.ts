import type { Stability } from "../../resources/unlabelled.ts";
import type { JudgedHosts } from "./count_hosts.ts";

/** What one training flags of the test rows. */
export interface FlaggedTest {
  flags: Uint8Array;
  /** `null` where the test data names no hosts. */
  hosts: JudgedHosts | null;
}

/**
 * How much of what a training flags others flag too.
 *
 * @param others trained with other seeds and tested on the same rows, at least one
 */
export function stabilityOf(first: FlaggedTest, others: FlaggedTest[]): Stability {
  const { hosts } = first;
  return {
    trainings: others.length,
    records: mean(others.map(({ flags }) => shareAgain(first.flags, flags))),
    hosts: hosts && mean(others.map((other) => shareAgain(hosts.unusual, other.hosts!.unusual))),
  };
}

/** Share of what is set in the one that is set in the other too; `null` where nothing is set. */
function shareAgain(one: ArrayLike<unknown>, other: ArrayLike<unknown>): number | null {
  let [set, again] = [0, 0];
  for (let i = 0; i < one.length; i++) {
    if (!one[i]) continue;
    set++;
    if (other[i]) again++;
  }
  return set === 0 ? null : again / set;
}

function mean(shares: (number | null)[]): number | null {
  const known = shares.filter((share) => share !== null);
  return known.length === 0 ? null : known.reduce((sum, share) => sum + share, 0) / known.length;
}
