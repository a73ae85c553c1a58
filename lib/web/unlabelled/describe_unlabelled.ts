/**
 * What a run without labels has shown, in sentences.
 *
 * @module
 */
import { formatCount, formatPlural, formatShare } from "../../base/format.ts";
import type { RunComparison, ScoreFit } from "../../explain/comparison/types.ts";
import type { RunResult } from "../../resources/run.ts";

/** A model by its name. */
interface NamedResult {
  title: string;
  result: Pick<RunResult, "model" | "flaggedRows" | "testRows" | "unlabelled">;
}

/** Planted anomalies of all kinds, and how many of them a model found. */
export interface PlantedTotal {
  found: number;
  planted: number;
}

/** All kinds together; `null` where nothing was planted. */
export function plantedTotal({ unlabelled }: NamedResult["result"]): PlantedTotal | null {
  const kinds = unlabelled?.planted ?? [];
  const total = (key: "found" | "planted") => kinds.reduce((sum, kind) => sum + kind[key], 0);
  return kinds.length === 0 ? null : { found: total("found"), planted: total("planted") };
}

/**
 * The finding of a run in one sentence or two: which model does best by what can be said without
 * labels, and nothing about who is right.
 */
export function describeRunVerdict(models: NamedResult[]): string {
  const [first] = models;
  if (models.length === 1) {
    const { title, result: { flaggedRows, testRows } } = first;
    const planted = plantedTotal(first.result);
    const much = `${title} flagged ${formatCount(flaggedRows)} of ${
      formatPlural(testRows, "record")
    } (${formatShare(flaggedRows / testRows)})`;
    return planted
      ? `${much} and found ${planted.found} of ${planted.planted} planted anomalies.`
      : `${much}.`;
  }
  const found = best(models, ({ result }) => plantedTotal(result)?.found ?? null);
  const steady = best(models, ({ result }) => result.unlabelled?.stability?.records ?? null);
  const finds = found && plantedTotal(found.result)!;
  const stable = steady?.result.unlabelled?.stability?.records ?? null;
  const sentences = [
    ...(found && finds
      ? [`${found.title} finds the most planted anomalies (${finds.found} of ${finds.planted}).`]
      : []),
    ...(steady && stable !== null
      ? [
        `${steady === found ? "It also" : steady.title} changes least when retrained (${
          formatShare(stable)
        } of its flags stay).`,
      ]
      : []),
  ];
  return sentences.join(" ") ||
    `${
      models.map(({ title }) => title).join(", ")
    }: no model does better than the others by what can be measured.`;
}

/** The one with the highest value; `null` where several have it or none is known. */
function best(
  models: NamedResult[],
  valueOf: (model: NamedResult) => number | null,
): NamedResult | null {
  const values = models.map(valueOf);
  const most = Math.max(...values.map((value) => value ?? -Infinity));
  const holders = models.filter((_, index) => values[index] === most);
  return holders.length === 1 ? holders[0] : null;
}

/** Which models flag some records, such as `A and B` or `A only`. */
export function describeModels(models: string[], titles: ReadonlyMap<string, string>): string {
  const names = models.map((id) => titles.get(id) ?? id);
  if (titles.size > 2 && names.length === titles.size) return `all ${names.length}`;
  if (titles.size === 2 && names.length === 2) return "both";
  return names.length === 1 ? `${names[0]} only` : listed.format(names);
}

const listed = new Intl.ListFormat("en-GB");

/** What the hosts say that all models find unusual; `null` where there are none or one model only. */
export function describeSharedHosts({ hosts, models }: RunComparison): string | null {
  if (!hosts || models.length < 2) return null;
  const shared = hosts.top.filter((host) => host.models.every(({ unusual }) => unusual));
  if (shared.length === 0) return "No host is unusual to all of them.";
  const names = shared.slice(0, 3).map(({ host }) => host);
  const others = shared.length - names.length;
  const all = others > 0 ? [...names, formatPlural(others, "other")] : names;
  return `All of them find ${listed.format(all)} unusual.`;
}

/** A smaller shift is none that a reader should act on. */
const SMALL_SHIFT = 0.1;

/** Whether the test data resembles the training data, in a sentence. */
export function describeFit({ shift }: Pick<ScoreFit, "shift">): string {
  if (shift === null) return "Too few training records were held out to compare.";
  if (shift > SMALL_SHIFT) {
    return "The test data as a whole scores higher than the training data: some of its flags are only that shift.";
  }
  if (shift < -SMALL_SHIFT) {
    return "The test data as a whole scores lower than the training data: it is calmer, or of another kind.";
  }
  return "Below the threshold, the test data scores like the training data. It fits.";
}
