/**
 * Columns that are labels by their values, where names do not say it.
 *
 * @module
 */
import type { Database } from "../../tables/duckdb.ts";
import { isMeaning, isYesOrNo, namesAttack, namesNormalTraffic } from "./labels.ts";
import { nameTokens, withoutMarks } from "../columns/name_tokens.ts";
import { isFeature, REASONS } from "../columns/roles.ts";
import type { ColumnProfile } from "../../resources/dataset.ts";

/** More different words than this are no labels. */
const MOST_LABELS = 100;

/** Names that a label may have, and an honest column too. */
const LIKELY = new Set([
  ...[
    "y",
    "category",
    "subcategory",
    "cat",
    "type",
    "family",
    "verdict",
    "result",
    "status",
    "truth",
  ],
  ...["class", "label", "kind", "traffic", "activity", "behavior", "behaviour", "gt", "target"],
  ...["klasse", "klass", "clase", "classe", "etikett", "etiqueta", "etiquette", "etichetta"],
  ...["kategorie", "categoria", "categorie", "typ", "tipo", "art", "ergebnis", "resultado"],
  ...["resultat", "risultato", "verkehr", "trafico", "trafic", "traffico", "outcome", "event"],
  ...[
    "tag",
    "annotation",
    "threat",
    "alert",
    "detection",
    "attack",
    "anomaly",
    "malware",
    "scenario",
  ],
]);

/**
 * Finds the label column of a table in which no column is named like one: of words that name normal
 * traffic among others, of yes and no under a name such as `y` or `evil`, or beside words that are there where
 * it says yes and nowhere else.
 *
 * @param kinds SQL of the different rows, see {@linkcode DistinctRows}
 * @param columns roles are changed in place
 * @param open whether the role of a column may be changed
 */
export async function findLabelColumn(
  database: Database,
  kinds: string,
  columns: ColumnProfile[],
  open: (position: number) => boolean,
): Promise<void> {
  const candidates = columns.filter((column, i) => isFeature(column.role) && open(i));
  const words = candidates.filter(namesNormalAmongOthers);
  const answers = candidates.filter((column) =>
    isYesOrNo(column) &&
    (/^(y|verdict|result|gt)$/i.test(column.name.trim()) || isMeaning(column.name))
  );
  const [label, ...others] = [...words.toReversed(), ...answers.toReversed()];
  if (label) {
    label.role = "label";
    label.reason = REASONS.label;
    for (const other of others) setLeaking(other);
    return;
  }
  await findPair(database, kinds, columns, candidates);
}

/**
 * Sets aside columns that name normal traffic among others, or attacks in at least half of their
 * values, under a name that a label may have.
 */
export function setLikelyLabelsAside(
  columns: ColumnProfile[],
  open: (position: number) => boolean,
): void {
  for (const [i, column] of columns.entries()) {
    if (!isFeature(column.role) || !open(i)) continue;
    const likely = nameTokens(withoutMarks(column.name)).some((token) => LIKELY.has(token));
    if (likely && (namesNormalAmongOthers(column) || namesAttacks(column))) setLeaking(column);
  }
}

function setLeaking(column: ColumnProfile): void {
  column.role = "leaking";
  column.reason = REASONS.namesTraffic;
}

function namesNormalAmongOthers({ type, distinct, top }: ColumnProfile): boolean {
  if (type !== "categorical" || distinct < 2 || distinct > MOST_LABELS) return false;
  const normal = top.filter(({ value }) => namesNormalTraffic(value)).length;
  return normal > 0 && normal < top.length;
}

function namesAttacks({ type, distinct, top }: ColumnProfile): boolean {
  if (type !== "categorical" || distinct < 2 || distinct > MOST_LABELS) return false;
  const attacks = top.filter(({ value }) => namesAttack(value)).length;
  return attacks >= 2 && 2 * attacks >= top.length;
}

async function findPair(
  database: Database,
  kinds: string,
  columns: ColumnProfile[],
  candidates: ColumnProfile[],
): Promise<void> {
  const answers = candidates.filter(isYesOrNo);
  const words = candidates.filter(({ type, missing, distinct }) =>
    type === "categorical" && missing > 0 && distinct <= MOST_LABELS
  );
  for (const label of answers.toReversed()) {
    const no = label.top.find(({ value }) => Number(value) === 0);
    for (const category of words) {
      if (!no || category.missing !== no.count + label.missing) continue;
      const [yes, word] = [label, category].map((column) => `c${columns.indexOf(column)}`);
      const [[disagree]] = await database.rows(
        `SELECT count(*) FROM ${kinds} WHERE (${word} IS NULL) <> (coalesce(${yes}, 0) = 0)`,
      );
      if (Number(disagree) > 0) continue;
      label.role = "label";
      label.reason = REASONS.label;
      category.role = "category";
      category.reason = REASONS.category;
      return;
    }
  }
}
