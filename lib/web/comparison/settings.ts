/**
 * How models were made, setting by setting.
 *
 * @module
 */
import { formatNumber, formatPlural, formatShare } from "../../base/format.ts";
import { formatThresholdRule } from "../../learning/thresholds/describe_rule.ts";
import { contextWords } from "../training/describe_preparation.ts";
import { paramWords } from "../training/describe_params.ts";
import { detectorTitle } from "../../detectors/titles.ts";
import { seedsOf } from "../../training/request/seeds.ts";
import type { ComparedModel } from "./types.ts";

/** One setting of several models. */
export interface ComparedSetting {
  name: string;
  /** In the order of the models; `null` where a model has no such setting. */
  values: (string | null)[];
  differs: boolean;
}

/** All settings that any of the models has, the ones of the data first. */
export function comparedSettings(models: ComparedModel[]): ComparedSetting[] {
  const features = models.map(({ run }) => run.data?.features ?? []);
  const common = features.reduce((shared, each) => shared.filter((name) => each.includes(name)));
  const settings = models.map((model, index) => settingsOf(model, features[index], common));
  const names = new Set(settings.flatMap((each) => [...each.keys()]));
  return [...names].map((name) => {
    const values = settings.map((each) => each.get(name) ?? null);
    return { name, values, differs: new Set(values).size > 1 };
  });
}

function settingsOf(
  { run, result }: ComparedModel,
  features: string[],
  common: string[],
): Map<string, string> {
  const { request, trainName, testName } = run;
  const special = features.filter((name) => !common.includes(name));
  const { context, columns, filters, rareCategories, contamination } = request;
  return new Map<string, string>([
    ["Detector", detectorTitle(result.kind)],
    ["Training data", trainName],
    ["Test data", testName ?? `${formatNumber((request.split?.test ?? 0) * 100)}% of it`],
    ["Duplicates", request.dropDuplicates ? "dropped" : "kept"],
    ["Features", featureWords(features, special)],
    ["Encoding", request.encoding],
    ["Scaling", request.scaling],
    ...(contamination ? [["Set aside", formatShare(contamination.share)] as const] : []),
    ["Ports", request.ports ?? "numbers"],
    ...(context ? [["Context features", contextWords(context)] as const] : []),
    ...(columns ? [["Feature settings", JSON.stringify(columns)] as const] : []),
    ...(filters ? [["Filters", JSON.stringify(filters)] as const] : []),
    ...(rareCategories ? [["Rare categories", JSON.stringify(rareCategories)] as const] : []),
    ...(request.sequenceBy ? [["One sequence for each", request.sequenceBy] as const] : []),
    ["Seed", seedsOf(request).join(", ")],
    ["Threshold rule", formatThresholdRule(result.threshold)],
    ...Object.entries(result.params).map(([name, value]) =>
      [
        `Parameter ${name}`,
        name === "members" ? paramWords({ [name]: value }) : wordOf(value),
      ] as const
    ),
  ]);
}

function featureWords(features: string[], special: string[]): string {
  const count = formatPlural(features.length, "feature");
  return special.length === 0 ? count : `${count}, not in all: ${special.join(", ")}`;
}

function wordOf(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
