import { formatCount, formatPlural, formatShare } from "../../lib/base/format.ts";
import type { Run, RunData } from "../../lib/resources/run.ts";

/** What the models learned from and were tested on. */
export function ReportData({ run, data }: { run: Run; data: RunData }) {
  const { request, trainName, testName } = run;
  const facts: [string, string][] = [
    ["Training data", trainName],
    [
      "Test data",
      testName ?? `${formatShare(request.split?.test ?? 0)} of the training data, set aside`,
    ],
    [
      "Training rows",
      `${formatCount(data.trainRows)}, ${formatCount(data.trainNormalRows)} normal`,
    ],
    ["Test rows", formatCount(data.testRows)],
    ["Duplicates in training", formatCount(data.trainDuplicates)],
    ["Duplicates in test", formatCount(data.testDuplicates)],
    [
      "Duplicates",
      request.dropDuplicates ? `${formatCount(data.droppedDuplicates)} left out` : "kept",
    ],
    ["Test rows also in training", formatCount(data.overlap)],
    [
      "Left out for missing values",
      `${formatCount(data.policyDropped.train)} in training, ${
        formatCount(data.policyDropped.test)
      } in test`,
    ],
    [
      "Features",
      `${data.features.join(", ")}: ${formatPlural(data.columns, "column")} after encoding`,
    ],
  ];
  return (
    <section>
      <h2>Data</h2>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
