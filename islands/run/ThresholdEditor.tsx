import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";
import type { FieldErrors } from "../../lib/web/field_errors.ts";
import { focusFault } from "../../lib/web/focus_fault.ts";
import { formatNumber, formatPlural, lowerFirst } from "../../lib/base/format.ts";
import { formatThresholdRule } from "../../lib/learning/thresholds/describe_rule.ts";
import { errorMessage, jsonPointer, ProblemError } from "../../lib/web/problem.ts";
import {
  isSameRule,
  newRuleEntry,
  parseRule,
  ruleEntry,
} from "../../lib/web/training/threshold_form.ts";
import { thresholdDefinition } from "../../lib/learning/thresholds/catalogue.ts";
import type { ThresholdRule } from "../../lib/learning/thresholds/rule.ts";
import type { ScoredModel } from "../../components/charts/scored_model.ts";
import { Notice } from "../../components/Notice.tsx";
import { RuleFields } from "../controls/RuleFields.tsx";
import { saveThreshold } from "./save_threshold.ts";

interface ThresholdEditorProps {
  model: ScoredModel;
  /** Gets the model with its metrics at another threshold. */
  onChange: (model: ScoredModel) => void;
}

/** Gives a trained model another threshold, and the one before back. */
export function ThresholdEditor({ model, onChange }: ThresholdEditorProps) {
  const { title, result, asked, previous } = model;
  const entry = useSignal(ruleEntry(result.threshold));
  const errors = useSignal<FieldErrors>({});
  const message = useSignal<string | null>(null);
  const busy = useSignal(false);
  const done = useSignal<string | null>(null);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    entry.value = ruleEntry(result.threshold);
  }, [result.threshold]);

  const { confusion } = result.metrics;
  const canUseLabels = confusion !== null && confusion.tp + confusion.fn > 0 &&
    confusion.tn + confusion.fp > 0;
  const back = previous ?? (isSameRule(asked, result.threshold) ? null : asked);

  function refuse(fields: FieldErrors, text: string | null): void {
    errors.value = fields;
    message.value = text;
    focusFault(form.current, ".threshold-message");
  }

  async function apply(threshold: ThresholdRule): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    errors.value = {};
    message.value = null;
    done.value = null;
    try {
      const changed = await saveThreshold(model, threshold);
      done.value = `The threshold of ${title} is ${formatNumber(changed.result.threshold.value)}: ${
        formatPlural(changed.result.flaggedRows, "test record")
      } flagged. All metrics on this page were updated.`;
      onChange(changed);
    } catch (thrown) {
      const fields = thrown instanceof ProblemError ? thrown.fields : {};
      const isShown = Object.keys(fields).length > 0;
      refuse(fields, isShown ? null : errorMessage(thrown));
    } finally {
      busy.value = false;
    }
  }

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { rule, errors: faults } = parseRule(entry.value);
    const fields = Object.entries(faults).map(([name, text]) => [
      jsonPointer("threshold", name),
      text,
    ]);
    if (fields.length > 0) return refuse(Object.fromEntries(fields), null);
    await apply(rule);
  }

  return (
    <details class="card">
      <summary>
        Change the threshold with a rule<span class="visually-hidden">of {title}</span>
      </summary>
      <form ref={form} class="stack" onSubmit={submit} noValidate>
        <p class="muted">
          Nothing is retrained. Metrics, charts, the scores file and later predictions are updated.
        </p>
        <RuleFields
          id={`threshold-${result.model}`}
          rule={entry.value.rule}
          texts={entry.value.texts}
          errorOf={(...name) => errors.value[jsonPointer("threshold", ...name)]}
          isUsable={({ usesTestLabels }) => !usesTestLabels || canUseLabels}
          onRule={(rule) => rule !== "default" && (entry.value = newRuleEntry(rule))}
          onTexts={(texts) => entry.value = { ...entry.value, texts }}
        />
        {thresholdDefinition(entry.value.rule).usesTestLabels && (
          <Notice tone="warning">
            This rule uses test labels: its metrics show what is possible, not what to expect on new
            traffic.
          </Notice>
        )}
        {message.value && (
          <div class="threshold-message" tabIndex={-1}>
            <Notice tone="error" live>{message.value}</Notice>
          </div>
        )}
        <div class="row">
          <button
            type="submit"
            class="button button-primary"
            disabled={!IS_BROWSER}
            aria-disabled={busy.value}
          >
            Apply
          </button>
          {back && (
            <button
              type="button"
              class="button"
              aria-disabled={busy.value}
              onClick={() => apply(back)}
            >
              Reset to: {lowerFirst(formatThresholdRule(back))}
            </button>
          )}
        </div>
        <p role="status">{busy.value ? "Counting…" : done.value}</p>
      </form>
    </details>
  );
}
