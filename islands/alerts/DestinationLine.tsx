import { useSignal } from "@preact/signals";
import { destinationWords, type ListedDestination } from "../../lib/web/live/alert_forms.ts";
import { callApi } from "../../lib/web/api.ts";
import { formatCount, formatDateTime } from "../../lib/base/format.ts";
import { errorMessage } from "../../lib/web/problem.ts";

interface DestinationLineProps {
  destination: ListedDestination;
  onChange: () => void;
  onDelete: () => void;
}

/** A destination with what became of its alerts. */
export function DestinationLine({ destination, onChange, onDelete }: DestinationLineProps) {
  const { id, name, enabled, delivery } = destination;
  const secretEnd = destination.type === "webhook" ? destination.secretEnd : null;
  const outcome = useSignal<string | null>(null);
  const busy = useSignal(false);

  async function test(): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    outcome.value = "Sending…";
    try {
      const { delivered, error } = await callApi<{ delivered: boolean; error: string | null }>(
        "POST",
        `/alerts/destinations/${id}/test`,
      );
      outcome.value = delivered ? "The test alert was sent." : `It was not sent: ${error}`;
    } catch (thrown) {
      outcome.value = errorMessage(thrown);
    }
    busy.value = false;
  }

  return (
    <li>
      <div class="stack">
        <div class="row">
          <strong class="break">{name}</strong>
          {!enabled && <span class="badge badge-plain">disabled</span>}
        </div>
        <p class="small muted break">
          {destinationWords(destination)}
          {secretEnd && `. Secret …${secretEnd}`}
        </p>
        {delivery && (
          <p class="small muted">
            Since the server started: {formatCount(delivery.delivered)} sent,{" "}
            {formatCount(delivery.waiting)} waiting, {formatCount(delivery.failed)} failed,{" "}
            {formatCount(delivery.dropped)} dropped.
            {delivery.lastError &&
              ` Last error, ${
                formatDateTime(delivery.lastError.at)
              }: ${delivery.lastError.message}`}
          </p>
        )}
        <p class="small" role="status">{outcome.value}</p>
      </div>
      <div class="row">
        <button type="button" class="button button-small" aria-disabled={busy.value} onClick={test}>
          Send a test alert<span class="visually-hidden">: {name}</span>
        </button>
        <button type="button" class="button button-small" onClick={onChange}>
          Edit<span class="visually-hidden">: {name}</span>
        </button>
        <button type="button" class="button button-small button-danger" onClick={onDelete}>
          Delete<span class="visually-hidden">: {name}</span>
        </button>
      </div>
    </li>
  );
}
