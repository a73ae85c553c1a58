import { formatCount, formatPlural, formatShare } from "../../lib/base/format.ts";
import type { EncodingKind } from "../../lib/learning/features/encodings.ts";
import type { Run, RunData } from "../../lib/resources/run.ts";
import { Fact } from "../Fact.tsx";

const ENCODED: Record<EncodingKind, string> = {
  "one-hot": "one-hot encoding",
  label: "label encoding",
  frequency: "frequency encoding",
};

/** What a reader needs to know of the data to judge the metrics. */
export function RunFacts({ run, data }: { run: Run; data: RunData }) {
  const of = (part: number, rows: number) =>
    rows === 0 ? "" : `${formatShare(part / rows)} of rows`;
  const { request } = run;
  const dropped = request.dropDuplicates ? ", dropped" : ", kept";
  return (
    <dl class="facts">
      <Fact
        name="Training rows"
        value={formatCount(data.trainRows)}
        note={`${formatCount(data.trainNormalRows)} normal`}
      />
      <Fact name="Test rows" value={formatCount(data.testRows)} />
      <Fact
        name="Duplicates in training"
        value={formatCount(data.trainDuplicates)}
        note={of(data.trainDuplicates, data.trainRows) + dropped}
      />
      <Fact
        name="Duplicates in test"
        value={formatCount(data.testDuplicates)}
        note={of(data.testDuplicates, data.testRows) + dropped}
      />
      <Fact
        name="Test rows also in training"
        value={formatCount(data.overlap)}
        note={of(data.overlap, data.testRows)}
      />
      <Fact
        name="Features"
        value={formatCount(data.features.length)}
        note={`${formatPlural(data.columns, "column")} after ${ENCODED[request.encoding]}`}
      />
    </dl>
  );
}
