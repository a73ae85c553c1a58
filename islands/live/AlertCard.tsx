import { useSignal } from "@preact/signals";
import { callApi } from "../../lib/web/api.ts";
import { formatDateTime, formatNumber, formatPlural } from "../../lib/base/format.ts";
import { errorMessage } from "../../lib/web/problem.ts";
import type { Alert } from "../../lib/resources/alert.ts";
import type { Prediction } from "../../lib/resources/model.ts";
import { Icon } from "../../components/Icon.tsx";
import { Notice } from "../../components/Notice.tsx";
import { SeverityBadge } from "../../components/predict/SeverityBadge.tsx";
import { AlertExplanation } from "./AlertExplanation.tsx";
import { MuteForm } from "./MuteForm.tsx";
import { clockTime } from "./describe_time.ts";

interface AlertCardProps {
  alert: Alert;
  /** Names the model, where alerts of several are listed. */
  withModel?: boolean;
  onChange: (alert: Alert) => void;
}

/** One alert: what it is, why, and what to do about it. */
export function AlertCard({ alert, withModel = false, onChange }: AlertCardProps) {
  const explanation = useSignal<Prediction | null>(null);
  const isMuting = useSignal(false);
  const busy = useSignal(false);
  const note = useSignal<string | null>(null);
  const error = useSignal<string | null>(null);
  const { id, entity, severity, count, acknowledgedAt, suppressedBy } = alert;
  const title = entity ? `${entity.column} ${entity.value}` : alert.rule.name;

  async function attempt(work: () => Promise<void>): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    error.value = null;
    try {
      await work();
    } catch (thrown) {
      error.value = errorMessage(thrown);
    }
    busy.value = false;
  }

  const explain = () =>
    attempt(async () => {
      explanation.value = explanation.value
        ? null
        : await callApi<Prediction>("GET", `/alerts/${id}/explanation`);
    });
  const acknowledge = () =>
    attempt(async () => {
      const acknowledged = acknowledgedAt === null;
      onChange(await callApi<Alert>("PATCH", `/alerts/${id}`, { acknowledged }));
    });
  const mute = ({ minutes, words, comment }: { minutes: number; words: string; comment: string }) =>
    attempt(async () => {
      await callApi("POST", `/alerts/${id}/mute`, {
        minutes,
        comment: comment || "Muted on the page",
      });
      isMuting.value = false;
      note.value = `Muted for ${words}. The Alerts page lists suppressions.`;
    });

  return (
    <li class={acknowledgedAt ? "alert-card alert-seen" : "alert-card"}>
      <div class="row-between">
        <div class="row">
          <SeverityBadge severity={severity} />
          <strong class="break">{title}</strong>
          {acknowledgedAt && <span class="badge badge-good">acknowledged</span>}
          {suppressedBy && <span class="badge badge-plain">suppressed</span>}
        </div>
        <span class="muted small">
          <time dateTime={alert.lastAt}>
            {withModel
              ? formatDateTime(alert.lastAt)
              : `${clockTime(Date.parse(alert.lastAt))} UTC`}
          </time>
        </span>
      </div>
      <p class="small muted">
        {formatPlural(count, "record")}
        {alert.score !== null && `, highest score ${formatNumber(alert.score)}`}
        {alert.threshold !== null && ` (threshold ${formatNumber(alert.threshold)})`}. Rule:{" "}
        {alert.rule.name}.{withModel && ` ${alert.source.name}.`}
      </p>
      <div class="row">
        <button
          type="button"
          class="button button-small"
          aria-expanded={explanation.value !== null}
          aria-disabled={busy.value}
          onClick={explain}
        >
          <Icon name="info" /> Explain<span class="visually-hidden">: {title}</span>
        </button>
        <button
          type="button"
          class="button button-small"
          aria-disabled={busy.value}
          onClick={acknowledge}
        >
          <Icon name="check" /> {acknowledgedAt ? "Reopen" : "Acknowledge"}
          <span class="visually-hidden">: {title}</span>
        </button>
        <button
          type="button"
          class="button button-small"
          aria-expanded={isMuting.value}
          onClick={() => isMuting.value = !isMuting.value}
        >
          Mute<span class="visually-hidden">: {title}</span>
        </button>
      </div>
      {isMuting.value && <MuteForm title={title} onMute={mute} />}
      {note.value && <p class="small" role="status">{note.value}</p>}
      {error.value && <Notice tone="error" live>{error.value}</Notice>}
      {explanation.value && (
        <AlertExplanation record={alert.record} explanation={explanation.value} />
      )}
    </li>
  );
}
