import type { RunRows } from "../rows/read_rows.ts";

/**
 * What a reader must know about a detector that learnt from labelled attacks.
 *
 * @param title of the detector
 * @param train the rows that it learnt from
 * @param test the rows that it is tested on
 */
export function supervisionWarning(
  title: string,
  train: AttackRows,
  test: AttackRows,
): string {
  const learnt = new Set(countAttacks(train).keys());
  const tested = [...countAttacks(test)];
  const unknown = tested.filter(([label]) => !learnt.has(label));
  const sum = (counts: typeof tested) => counts.reduce((total, [, rows]) => total + rows, 0);
  const statement = `${title} learnt from labelled attacks: how many of these it finds says ` +
    `nothing about new ones.`;
  if (tested.length === 0) return statement;
  if (unknown.length === 0) return `${statement} All kinds of attack in the test were in training.`;
  return `${statement} ${sum(unknown)} of the ${sum(tested)} attacks in the test are of ` +
    `${listed(unknown.map(([label]) => label))}, which training lacked.`;
}

/** Rows whose labels are counted. */
export type AttackRows = Pick<RunRows, "rows" | "labels" | "attack">;

/** Rows of each attack, most frequent first. */
function countAttacks({ rows, labels, attack }: AttackRows): Map<string, number> {
  if (!labels) return new Map();
  const counts = new Uint32Array(labels.names.length);
  for (const row of rows) counts[labels.codes[row]]++;
  return new Map(
    labels.names.map((name, code): [string, number] => [name, counts[code]])
      .filter(([, count], code) => attack[code] && count > 0)
      .sort(([, a], [, b]) => b - a),
  );
}

function listed(labels: string[]): string {
  const names = labels.slice(0, 5).map((label) => `"${label.slice(0, 100)}"`).join(", ");
  const more = labels.length - 5;
  const kinds = labels.length === 1 ? "the kind" : "the kinds";
  return `${kinds} ${names}${more > 0 ? ` and ${more} more` : ""}`;
}
