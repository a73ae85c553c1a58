/**
 * The labels of a table, and which of them are normal.
 *
 * @module
 */
import { countLabels, type LabelRows, MAX_LABELS } from "./count_labels.ts";
import type { Database } from "../../tables/duckdb.ts";
import { namesNormalTraffic, type NormalLabels, normalLabels } from "./labels.ts";
import { asText } from "../../tables/numbers.ts";
import type { ColumnProfile, DatasetProfile, LabelCount } from "../../resources/dataset.ts";

/** Labels, and how it was told which are normal. */
export type ProfiledLabels = Pick<DatasetProfile, "labels" | "normalLabels">;

/** Share of a label's rows that words beside it must call normal. */
const CONFIRMED = 0.99;

/**
 * Counts the labels and tells the normal ones.
 *
 * @param kinds SQL of the different rows, see {@linkcode DistinctRows}
 * @param yesMeansAttack whether the format says what a yes means
 * @returns `null` where the label column has too many different values to be one
 */
export async function profileLabels(
  database: Database,
  kinds: string,
  columns: ColumnProfile[],
  yesMeansAttack: boolean,
): Promise<ProfiledLabels | null> {
  const position = columns.findIndex(({ role }) => role === "label");
  if (position < 0) return { labels: [] };
  const { name, type } = columns[position];
  const sql = `c${position}`;
  const counted = await countLabels(database, kinds, { sql, type });
  if (counted === null) return null;
  let told = normalLabels(counted, yesMeansAttack ? "attack" : name);
  if (told.told === "custom" || told.told === "no") {
    const text = asText(sql, type);
    told = await toldByCategory(database, kinds, columns, text) ?? told;
  }
  return asProfiled(counted, told);
}

/** What words beside the label say: labels whose records they call normal. */
async function toldByCategory(
  database: Database,
  kinds: string,
  columns: ColumnProfile[],
  label: string,
): Promise<NormalLabels | null> {
  const category = columns.findIndex(({ role, type, distinct, missing, top }) =>
    (role === "category" || role === "leaking") && type === "categorical" &&
    distinct <= MAX_LABELS && (missing > 0 || top.some(({ value }) => namesNormalTraffic(value)))
  );
  if (category < 0) return null;
  const rows = await database.rows(
    `SELECT ${label}, c${category}, CAST(sum(n) AS DOUBLE) FROM ${kinds} ` +
      `WHERE ${label} IS NOT NULL GROUP BY 1, 2`,
  );
  const shares = new Map<string, { normal: number; all: number }>();
  for (const [name, word, count] of rows) {
    const share = shares.get(String(name)) ?? { normal: 0, all: 0 };
    shares.set(String(name), share);
    share.all += Number(count);
    // Where no kind of attack is given, there is none.
    if (word === null || namesNormalTraffic(String(word))) share.normal += Number(count);
  }
  const normal = [...shares].filter(([_, { normal, all }]) => normal >= CONFIRMED * all);
  const attacks = [...shares].filter(([_, { normal, all }]) => normal <= (1 - CONFIRMED) * all);
  if (normal.length === 0 || normal.length + attacks.length < shares.size) return null;
  return { normal: new Set(normal.map(([name]) => name)), told: "words" };
}

/** Which labels of a column are normal, after a person chose it. */
export function relabel(counted: LabelRows[], columnName: string): ProfiledLabels {
  return asProfiled(counted, normalLabels(counted, columnName));
}

/** Whether the labels that are normal are those that words or the column's name call so. */
export function isTold(labels: LabelCount[], columnName: string): boolean {
  const { normal, told } = normalLabels(labels, columnName);
  return (told === "words" || told === "name") &&
    labels.every(({ name, attack }) => attack !== normal.has(name));
}

function asProfiled(counted: LabelRows[], { normal, told }: NormalLabels): ProfiledLabels {
  return {
    labels: counted.map((each) => ({ ...each, attack: !normal.has(each.name), dropped: 0 })),
    normalLabels: told === "custom" ? "guessed" : told === "no" ? "unknown" : "known",
  };
}
