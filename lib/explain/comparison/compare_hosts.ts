import type { JudgedHosts } from "../../training/unlabelled/count_hosts.ts";
import type { RowHosts } from "../../training/unlabelled/test_hosts.ts";
import type { ComparedHosts } from "./types.ts";

/** Hosts that are named. */
const MOST_HOSTS = 20;

/**
 * Puts what models flag of each host side by side.
 *
 * @param judged by each model, of the same test rows
 */
export function compareHosts(
  { column, names }: Pick<RowHosts, "column" | "names">,
  judged: JudgedHosts[],
): ComparedHosts {
  const [{ codes, counts }] = judged;
  const found = codes.flatMap((code, index) => {
    const models = judged.map((each) => ({
      flagged: each.counts[index].flagged,
      unusual: each.unusual[index],
    }));
    const votes = models.filter(({ unusual }) => unusual).length;
    const share = Math.max(...models.map(({ flagged }) => flagged)) / counts[index].records;
    return votes === 0
      ? []
      : [{ votes, share, shown: { host: names[code], records: counts[index].records, models } }];
  });
  found.sort((a, b) => b.votes - a.votes || b.share - a.share);
  return {
    column,
    total: codes.length,
    unusual: found.length,
    top: found.slice(0, MOST_HOSTS).map(({ shown }) => shown),
  };
}
