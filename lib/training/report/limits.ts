import { detectorTitle } from "../../detectors/titles.ts";
import { formatCount, formatPlural, formatShare } from "../../base/format.ts";
import { thresholdDefinition } from "../../learning/thresholds/catalogue.ts";
import type { Run } from "../../resources/run.ts";

/** What the metrics of a run do not say, in sentences, those of this run first. */
export function limitsOf({ request, data, results, imported }: Run): string[] {
  const limits: string[] = [];
  for (const { kind, threshold } of results) {
    const { usesTestLabels, usesTestScores } = thresholdDefinition(threshold.rule);
    if (usesTestLabels) {
      limits.push(
        `The threshold of ${detectorTitle(kind)} was chosen with test labels: its ` +
          "precision, recall and F1 are better than on unlabelled traffic.",
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
        `${
          formatCount(data.testDuplicates)
        } test rows duplicate an earlier one, and all are counted. ` +
          "Intervals assume independent rows, so they are too narrow.",
      );
    }
  }
  limits.push(
    "Only one seed was used: the variation between seeds was not measured.",
    "Confidence intervals apply to other test data from the same traffic, not to other " +
      "traffic.",
    "Labels are assumed to be correct; label errors count against the models.",
  );
  if (imported) limits.push("The run was imported: this server has not seen its data.");
  return limits;
}
