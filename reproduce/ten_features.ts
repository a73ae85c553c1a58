import { TEN_FEATURES } from "../lib/web/training/feature_sets.ts";
import { kdd99 } from "./data.ts";
import { KDD99_TEST, KDD99_TRAIN } from "./files.ts";
import { Findings, type Protocol, type Subject } from "./protocol.ts";

export const TEN_FEATURES_DATA = "KDD'99 `corrected`, ten features";

/** The autoencoder with Netsift's defaults. */
export const DEFAULT_MODEL = "Autoencoder, Netsift's defaults";

const WIDTH = "With a bottleneck of 32 units, a single network also learns to copy some attacks. " +
  "Netsift's 8 units give a higher ROC-AUC, but with some seeds many attacks are just below the " +
  "threshold. The reported metric has two digits: 0.955 would round to it.";

const DIGITS = "The reported metric of the forest has two digits: 0.905 would round to it.";

const HELD_OUT = "normal rows only; 95th percentile of held-out normal rows";

/** Project 2: ten features, trained on normal rows, tested on `corrected`. */
export const tenFeaturesProtocol: Protocol = {
  project: "2",
  title: "KDD'99, ten features",
  summary: `Ten of the 41 features, one-hot encoded; trained on the normal rows of the 10 % file and
tested on \`corrected\` (311,029 rows). An Isolation Forest, and an autoencoder with layers of 64 and 32
that stops after three epochs without improvement. The project derived its threshold from the 95th
percentile of the normal rows *of the test*, which requires test labels. It is shown next to a
threshold from held-out normal rows of the training data (for the forest, its natural threshold of
0.5). The autoencoder with Netsift's defaults is shown next to the project's.`,
  files: [KDD99_TRAIN, KDD99_TEST],
  runs: () => 1,
  async measure(sandbox, { seed, quick }) {
    const { train, test } = await kdd99(sandbox, quick);
    const run = await sandbox.run({
      name: `Project 2, seed ${seed}`,
      train: train.id,
      test: test.id,
      features: TEN_FEATURES,
      encoding: "one-hot",
      seed,
      detectors: [
        { kind: "isolation-forest", threshold: { rule: "fixed", value: 0.5 } },
        {
          kind: "autoencoder",
          params: { hidden: [64, 32], patience: 3 },
          threshold: { rule: "quantile", q: 0.95 },
        },
        { kind: "autoencoder" },
      ],
    });
    const findings = new Findings();
    const models = [
      { model: "Isolation Forest", accuracy: 0.91, protocol: "normal rows only; score above 0.5" },
      { model: "Autoencoder (64, 32)", accuracy: 0.96, protocol: HELD_OUT },
      { model: DEFAULT_MODEL, accuracy: 0.96, protocol: HELD_OUT },
    ];
    for (const [i, { model, accuracy, protocol }] of models.entries()) {
      const result = run.results[i];
      const subject: Subject = { data: TEN_FEATURES_DATA, model, protocol };
      findings.note(result.metrics, { ...subject, note: i > 0 ? WIDTH : undefined }, {
        accuracy,
        F1: null,
        "ROC-AUC": null,
      });
      findings.time(subject, result);
      findings.note(await sandbox.atTestNormalQuantile(run, i, 0.95), {
        ...subject,
        note: i === 0 ? DIGITS : undefined,
        protocol: "as reported: 95th percentile of the normal rows of the test",
        usesTest: true,
      }, { accuracy, F1: null });
    }
    return findings;
  },
};
