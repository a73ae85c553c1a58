import { detectorTitle } from "../../detectors/titles.ts";
import { formatCount, formatPlural, formatShare } from "../../base/format.ts";
import { thresholdDefinition } from "../../learning/thresholds/catalogue.ts";
import type { Run } from "../../resources/run.ts";

/** What the figures of a run do not say, in sentences, those of this run first. */
export function limitsOf({ request, data, results, imported }: Run): string[] {
  const limits: string[] = [];
  for (const { kind, threshold } of results) {
    const { usesTestLabels, usesTestScores } = thresholdDefinition(threshold.rule);
    if (usesTestLabels) {
      limits.push(
        `The threshold of ${detectorTitle(kind)} was chosen with the labels of the test: its ` +
          "precision, recall and F1 are better than on traffic that nobody has labelled.",
      );
    } else if (usesTestScores) {
      limits.push(
        `The threshold of ${detectorTitle(kind)} depends on the scores of the test rows.`,
      );
    }
  }
  if (data && data.testRows > 0) {
    if (data.overlap > 0) {
      limits.push(
        `${formatPlural(data.overlap, "test row")} (${
          formatShare(data.overlap / data.testRows)
        }) ` +
          "also appear in the training data; a model may have memorised them.",
      );
    }
    if (data.testDuplicates > 0 && !request.dropDuplicates) {
      limits.push(
        `${formatCount(data.testDuplicates)} test rows repeat an earlier one, and each counts. ` +
          "Intervals take rows as independent of each other: they are too narrow then.",
      );
    }
  }
  limits.push(
    "One seed: how much the figures change with another is not measured here.",
    "Confidence intervals tell what another test set of the same traffic would give, not what " +
      "other traffic would.",
    "Labels are taken as they are; errors in them count against the models.",
  );
  if (imported) limits.push("The run was imported: this server has not seen its data.");
  return limits;
}
