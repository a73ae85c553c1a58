import { formatNumber, formatShare, lowerFirst } from "../../lib/base/format.ts";
import { formatThresholdRule } from "../../lib/learning/thresholds/describe_rule.ts";
import { shareBelow } from "../../lib/web/results/histogram.ts";
import type { ModelSummary, Prediction } from "../../lib/resources/model.ts";
import type { ModelCurves } from "../../lib/resources/run.ts";
import { Icon } from "../Icon.tsx";
import { MemberVerdicts } from "./MemberVerdicts.tsx";
import { SeverityBadge } from "./SeverityBadge.tsx";
import { Term } from "../Term.tsx";

interface VerdictProps {
  /** Whose verdict it is, where there are several. */
  title?: string;
  model: ModelSummary;
  prediction: Prediction;
  histogram: ModelCurves["histogram"];
  /** The label that the record has in the test data, where it comes from there. */
  label: string | null;
}

/** The answer to one record, in words. */
export function Verdict({ title, model, prediction, histogram, label }: VerdictProps) {
  const { anomaly, score, threshold, severity, filled } = prediction;
  const labelled = model.metrics.confusion !== null;
  const below = shareBelow(histogram.edges, histogram.normal, score);
  return (
    <div class={`verdict verdict-${anomaly ? "anomaly" : "normal"}`}>
      <p class="verdict-title">
        <Icon name={anomaly ? "alert" : "check"} />
        {anomaly ? "Anomaly" : "Normal"}
        {severity && <SeverityBadge severity={severity} />}
      </p>
      {title && (
        <p>
          <strong>{title}</strong>
        </p>
      )}
      <p>
        The score of <strong>{formatNumber(score)}</strong> is {anomaly ? "above" : "not above"} the
        {" "}
        <Term name="Threshold">threshold</Term> of <strong>{formatNumber(threshold)}</strong>{" "}
        ({lowerFirst(
          formatThresholdRule(model.threshold),
        )}).
        {below !== null && below > 0 && (
          <>
            {" "}
            {below === 1 ? "All" : `At least ${formatShare(below)} of all`}{" "}
            {labelled ? "normal test records" : "test records"} score lower.
          </>
        )}
      </p>
      {filled && <p>Missing or infinite values were filled in: {filled.join(", ")}.</p>}
      {prediction.members && (
        <MemberVerdicts
          members={prediction.members}
          confidence={prediction.confidence ?? null}
        />
      )}
      {label !== null && (
        <p>
          In the test data this record is labelled <strong>{label}</strong>.
        </p>
      )}
    </div>
  );
}
