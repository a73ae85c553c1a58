import { type Signal, useSignal } from "@preact/signals";
import type { Rule } from "../../lib/resources/alert_rule.ts";
import type { Suppression } from "../../lib/resources/alert_suppression.ts";
import { isOver } from "../../lib/base/is_over.ts";
import { formatDateTime } from "../../lib/base/format.ts";
import {
  describeSuppressed,
  type NamedModel,
  type PendingDelete,
  without,
} from "./alert_settings.ts";
import { AlertSection } from "./AlertSection.tsx";
import { SuppressionDialog } from "./SuppressionDialog.tsx";

interface SuppressionListProps {
  suppressions: Signal<Suppression[]>;
  rules: Rule[];
  models: NamedModel[];
  /** When the page was made, in milliseconds. */
  now: number;
  onDelete: (suppression: PendingDelete) => void;
}

/** The suppressions, and the dialog that makes them. */
export function SuppressionList(
  { suppressions, rules, models, now, onDelete }: SuppressionListProps,
) {
  const isOpen = useSignal(false);
  return (
    <AlertSection
      id="suppressions-title"
      title="Suppressions"
      action="New suppression"
      onAction={() => isOpen.value = true}
    >
      {suppressions.value.length === 0 && (
        <p class="muted">None yet. Muting an alert creates one.</p>
      )}
      <ul class="source-list">
        {suppressions.value.map((suppression) => (
          <li key={suppression.id}>
            <div>
              <div class="row">
                <strong class="break">{suppression.comment}</strong>
                {isOver(suppression.expiresAt, now) && (
                  <span class="badge badge-plain">expired</span>
                )}
              </div>
              <p class="small muted break">
                {describeSuppressed(suppression, rules, models)} Until{" "}
                {formatDateTime(suppression.expiresAt)}.
              </p>
            </div>
            <button
              type="button"
              class="button button-small button-danger"
              onClick={() =>
                onDelete({
                  path: `/alerts/suppressions/${suppression.id}`,
                  name: suppression.comment,
                  after: () => suppressions.value = without(suppressions.value, suppression.id),
                })}
            >
              Delete<span class="visually-hidden">: {suppression.comment}</span>
            </button>
          </li>
        ))}
      </ul>
      {isOpen.value && (
        <SuppressionDialog
          rules={rules}
          models={models}
          onSaved={(made) => suppressions.value = [...suppressions.value, made]}
          onClose={() => isOpen.value = false}
        />
      )}
    </AlertSection>
  );
}
