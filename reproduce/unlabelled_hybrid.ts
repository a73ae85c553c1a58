import type { RunResult } from "../lib/resources/run.ts";
import { kdd99 } from "./data.ts";
import { KDD99_TEST, KDD99_TRAIN } from "./files.ts";
import { Findings, type Protocol, type Subject } from "./protocol.ts";

const QUANTILE = 0.97;

/** Epochs over half a million rows; more hardly improve the autoencoder. */
const EPOCHS = 10;
const MEMBERS = ["Autoencoder", "K-Means"];

/** Project 3: an autoencoder and K-Means that must agree. */
export const unlabelledHybridProtocol: Protocol = {
  project: "3",
  title: "Autoencoder and K-Means, label encoding",
  summary: `All features, label encoding; an autoencoder and K-Means, each with its threshold at the
97th percentile; rows flagged by both are high-confidence detections. The project used millions of
unlabelled rows and reported no metrics that labels could verify. Here it is trained on the 494,021
rows of the 10 % file without their labels, and again on its normal rows only; both are tested on
\`corrected\`, whose labels show the precision of each detector and of both. Without labels, the
detectors treat the floods, 80 % of all rows, as normal: the approach requires attacks to be rare.`,
  files: [KDD99_TRAIN, KDD99_TEST],
  runs: () => 2,
  async measure(sandbox, { seed, quick }) {
    const { train, test } = await kdd99(sandbox, quick);
    const blind = await sandbox.withoutLabels(train);
    const threshold = { rule: "quantile", q: QUANTILE };
    const request = (dataset: string, name: string) => ({
      name: `Project 3, ${name}, seed ${seed}`,
      train: dataset,
      test: test.id,
      encoding: "label",
      seed,
      detectors: [{
        kind: "hybrid",
        params: {
          rule: "all",
          members: [{ kind: "autoencoder", params: { epochs: EPOCHS }, threshold }, {
            kind: "kmeans",
            threshold,
          }],
        },
      }],
    });
    const [labelled, unlabelled] = await Promise.all([
      sandbox.run(request(train.id, "normal rows only")),
      sandbox.run(request(blind.id, "without labels")),
    ]);
    const findings = new Findings();
    noteAgreement(findings, labelled.results[0], {
      data: "KDD'99 `corrected`, trained on labelled rows",
      protocol: "normal rows only; 97th percentiles of held-out normal rows",
    });
    noteAgreement(findings, unlabelled.results[0], {
      data: "KDD'99 `corrected`, trained on unlabelled rows",
      protocol: "all rows without labels; 97th percentiles of held-out rows",
    });
    return findings;
  },
};

function noteAgreement(
  findings: Findings,
  result: RunResult,
  subject: Omit<Subject, "model">,
): void {
  const { members, all } = result.agreement!;
  const found = [
    ...members.map((member, i) => [MEMBERS[i], member] as const),
    [
      "Both",
      all,
    ] as const,
  ];
  for (const [model, { flagged, precision, recall }] of found) {
    const of: Subject = { ...subject, model };
    findings.measurements.push({
      ...of,
      metric: "rows flagged",
      value: flagged / result.testRows,
      reported: null,
    });
    findings.note({ precision, recall }, of, { precision: null, recall: null });
  }
  findings.time({ ...subject, model: "Both" }, result);
}
