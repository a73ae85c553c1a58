import { type Signal, useSignal } from "@preact/signals";
import { Notice } from "../../components/Notice.tsx";
import type { ListedDestination } from "../../lib/web/live/alert_forms.ts";
import { type PendingDelete, withChanged, without } from "./alert_settings.ts";
import { AlertSection } from "./AlertSection.tsx";
import { DestinationDialog, type SavedDestination } from "./DestinationDialog.tsx";
import { DestinationLine } from "./DestinationLine.tsx";

interface DestinationListProps {
  destinations: Signal<ListedDestination[]>;
  onDelete: (destination: PendingDelete) => void;
  /** Gets the id of one that is deleted. */
  onDeleted: (id: string) => void;
}

/** The destinations, and the dialog that makes and changes them. */
export function DestinationList({ destinations, onDelete, onDeleted }: DestinationListProps) {
  /** `null` in it: a new one. */
  const form = useSignal<{ destination: ListedDestination | null } | null>(null);
  const secret = useSignal<string | null>(null);

  const saved = ({ secret: whole, ...changed }: SavedDestination) => {
    secret.value = whole ?? null;
    destinations.value = withChanged(destinations.value, {
      ...changed,
      ...(whole && { secretEnd: whole.slice(-4) }),
    });
  };

  return (
    <AlertSection
      id="destinations-title"
      title="Destinations"
      action="New destination"
      onAction={() => form.value = { destination: null }}
    >
      {secret.value && (
        <Notice>
          Secret of the new webhook, shown only once: <code class="break">{secret.value}</code>
        </Notice>
      )}
      {destinations.value.length === 0 && (
        <p class="muted">
          Alerts appear only in Netsift; add a destination to send them elsewhere.
        </p>
      )}
      <ul class="source-list">
        {destinations.value.map((destination) => (
          <DestinationLine
            key={destination.id}
            destination={destination}
            onChange={() => form.value = { destination }}
            onDelete={() =>
              onDelete({
                path: `/alerts/destinations/${destination.id}`,
                name: destination.name,
                after: () => {
                  destinations.value = without(destinations.value, destination.id);
                  onDeleted(destination.id);
                },
              })}
          />
        ))}
      </ul>
      {form.value && (
        <DestinationDialog
          destination={form.value.destination}
          onSaved={saved}
          onClose={() => form.value = null}
        />
      )}
    </AlertSection>
  );
}
