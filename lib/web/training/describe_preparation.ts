/**
 * How features became numbers in a run, in words.
 *
 * @module
 */
import type { ContextOptions } from "../../learning/context/context_options.ts";
import { ENCODINGS } from "../../learning/features/encodings.ts";
import { SCALINGS } from "../../learning/features/scaling/choices.ts";
import type { FeaturePreparation, RunRequest } from "../../resources/run.ts";
import { formatCount, formatNumber, lowerFirst } from "../../base/format.ts";

/** What was asked beyond encoding and scaling of all features, in sentences. */
export function featureOptionWords(
  { context, ports, columns, rareCategories, filters }:
    & Pick<RunRequest, "ports" | "columns" | "rareCategories" | "filters">
    & { context?: ContextOptions },
): string[] {
  const words: string[] = [];
  if (ports === "numbers") words.push("Ports were used as numbers.");
  if (context) words.push(`${contextWords(context)}.`);
  const exceptions = Object.entries(columns ?? {}).flatMap(([name, { encoding, scaling }]) => {
    const treatments = [
      ...(encoding ? [labelOf(ENCODINGS, encoding)] : []),
      ...(scaling ? [labelOf(SCALINGS, scaling)] : []),
    ];
    // A request may name a column and ask nothing of it.
    return treatments.length > 0 ? [`${name} (${lowerFirst(treatments.join(", "))})`] : [];
  });
  if (exceptions.length > 0) words.push(`Treated differently: ${exceptions.join(", ")}.`);
  const rare = [
    ...(rareCategories?.minCount === undefined
      ? []
      : [`fewer than ${formatCount(rareCategories.minCount)} training records`]),
    ...(rareCategories?.minShare === undefined
      ? []
      : [`less than ${percent(rareCategories.minShare)} of them`]),
  ];
  if (rare.length > 0) words.push(`Categories with ${rare.join(" or ")} share one column.`);
  if (filters?.nearConstant !== undefined) {
    words.push(
      filters.nearConstant === 0
        ? "Constant columns were left out."
        : `Columns in which at most ${
          percent(filters.nearConstant)
        } of the training records differ from the most common value were left out.`,
    );
  }
  if (filters?.correlation !== undefined) {
    words.push(
      `Columns whose correlation with an earlier one is ${
        formatNumber(filters.correlation)
      } or more, of either sign, were left out.`,
    );
  }
  return words;
}

/** Which connections count as the context of a record. */
export function contextWords({ seconds, connections }: ContextOptions): string {
  const windows = conjunction.format(seconds.map((length) => `${formatNumber(length)} s`));
  return `Context features: connections of the last ${windows}, and the last ${
    formatCount(connections)
  } of each host and service`;
}

const conjunction = new Intl.ListFormat("en-GB");

/** The features of each scaling, such as `Logarithm, then standard: src_bytes, dst_bytes`. */
export function scalingWords({ scalings }: FeaturePreparation): string[] {
  return SCALINGS.flatMap(({ value, label }) => {
    const names = scalings.filter(({ scaling }) => scaling === value)
      .map(({ feature }) => feature);
    return names.length > 0 ? [`${label}: ${names.join(", ")}`] : [];
  });
}

function labelOf(choices: { value: string; label: string }[], value: string): string {
  return choices.find((choice) => choice.value === value)?.label ?? value;
}

function percent(share: number): string {
  return `${formatNumber(share * 100)}%`;
}
