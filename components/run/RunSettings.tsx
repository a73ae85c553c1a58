import { formatPlural, formatShare, lowerFirst } from "../../lib/base/format.ts";
import { formatThresholdRule } from "../../lib/learning/thresholds/describe_rule.ts";
import { seedWords } from "../../lib/web/training/describe_seeds.ts";
import { paramWords } from "../../lib/web/training/describe_params.ts";
import { ENCODINGS } from "../../lib/learning/features/encodings.ts";
import { SCALINGS } from "../../lib/learning/features/scaling/choices.ts";
import type { Run } from "../../lib/resources/run.ts";
import { modelTitles } from "../../lib/detectors/titles.ts";
import { Preparation } from "./Preparation.tsx";
import { ScrollTable } from "../ScrollTable.tsx";

/** What was asked of a run, enough to repeat it. */
export function RunSettings({ run }: { run: Run }) {
  const { request, data } = run;
  const { features, encoding, scaling, dropDuplicates, sequenceBy, contamination } = request;
  const { detectors } = request;
  const titles = modelTitles(detectors.map(({ kind }) => kind));
  const names = data?.features ?? (features === "all" ? null : features);
  return (
    <details>
      <summary>Settings of this run</summary>
      <div class="stack">
        <p>
          {seedWords(request)}. Encoding of categories:{" "}
          {lowerFirst(labelOf(ENCODINGS, encoding))}. Scaling of numbers:{" "}
          {lowerFirst(labelOf(SCALINGS, scaling))}. Duplicates{" "}
          {dropDuplicates ? "dropped" : "kept"}.
          {contamination &&
            ` The worst ${formatShare(contamination.share)} of the training rows set aside in ${
              formatPlural(contamination.rounds, "round")
            }.`}
          {sequenceBy !== undefined && ` One sequence for each value of ${sequenceBy}.`}
        </p>
        <Preparation run={run} />
        <p class="break">
          {names === null
            ? "All features."
            : `${formatPlural(names.length, "feature")}: ${names.join(", ")}.`}
        </p>
        <ScrollTable label="Detectors">
          <thead>
            <tr>
              <th scope="col">Detector</th>
              <th scope="col">Parameters</th>
              <th scope="col">Threshold</th>
            </tr>
          </thead>
          <tbody>
            {detectors.map(({ params, threshold }, index) => (
              <tr key={index}>
                <th scope="row" class="nowrap">{titles[index]}</th>
                <td class="name-cell">
                  {paramWords(params)}
                </td>
                <td class="name-cell">{formatThresholdRule(threshold)}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      </div>
    </details>
  );
}

function labelOf(choices: { value: string; label: string }[], value: string): string {
  return choices.find((choice) => choice.value === value)?.label ?? value;
}
