import { useSignal } from "@preact/signals";
import {
  destinationRequest,
  type DestinationTexts,
  destinationTexts,
  type ListedDestination,
} from "../../lib/web/live/alert_forms.ts";
import { callApi } from "../../lib/web/api.ts";
import { Checkbox } from "../controls/Checkbox.tsx";
import { SelectField } from "../controls/SelectField.tsx";
import { TextField } from "../controls/TextField.tsx";
import { FormDialog } from "../dialogs/FormDialog.tsx";

/** A destination that was just made has its whole secret. */
export type SavedDestination = ListedDestination & { secret?: string };

interface DestinationDialogProps {
  /** `null` for a new one. */
  destination: ListedDestination | null;
  onSaved: (destination: SavedDestination) => void;
  onClose: () => void;
}

/** Makes a destination or changes one. */
export function DestinationDialog({ destination, onSaved, onClose }: DestinationDialogProps) {
  const texts = useSignal(destinationTexts(destination));
  const set = (change: Partial<DestinationTexts>) => texts.value = { ...texts.value, ...change };
  const now = texts.value;

  async function save(): Promise<void> {
    const request = destinationRequest(texts.value);
    onSaved(
      destination
        ? await callApi<SavedDestination>("PUT", `/alerts/destinations/${destination.id}`, request)
        : await callApi<SavedDestination>("POST", "/alerts/destinations", request),
    );
  }

  return (
    <FormDialog
      title={destination ? "Edit destination" : "New destination"}
      onClose={onClose}
      onSubmit={save}
    >
      {(errors) => (
        <>
          <TextField
            id="destination-name"
            label="Name"
            maxLength={120}
            error={errors["/name"]}
            value={now.name}
            onChange={(name) => set({ name })}
          />
          <SelectField
            id="destination-type"
            label="Kind"
            value={now.type}
            onChange={(type) => set({ type, format: type === "webhook" ? "ecs" : "cef" })}
          >
            <option value="webhook">Webhook, signed</option>
            <option value="syslog">Syslog (RFC 5424)</option>
          </SelectField>
          {now.type === "webhook"
            ? (
              <TextField
                id="destination-url"
                label="Address"
                error={errors["/url"]}
                value={now.url}
                onChange={(url) => set({ url })}
              />
            )
            : (
              <div class="fields fields-narrow">
                <SelectField
                  id="destination-transport"
                  label="Transport"
                  value={now.transport}
                  onChange={(transport) => set({ transport })}
                >
                  <option value="tcp">TCP</option>
                  <option value="udp">UDP</option>
                </SelectField>
                <TextField
                  id="destination-host"
                  label="Host"
                  error={errors["/host"]}
                  value={now.host}
                  onChange={(host) => set({ host })}
                />
                <TextField
                  id="destination-port"
                  label="Port"
                  inputMode="numeric"
                  error={errors["/port"]}
                  value={now.port}
                  onChange={(port) => set({ port })}
                />
              </div>
            )}
          <SelectField
            id="destination-format"
            label="Format"
            value={now.format}
            onChange={(format) => set({ format })}
          >
            <option value="ecs">Elastic Common Schema (JSON)</option>
            <option value="cef">Common Event Format</option>
            <option value="text">Plain text</option>
          </SelectField>
          <Checkbox
            id="destination-enabled"
            label="Enabled"
            checked={now.enabled}
            onChange={(enabled) => set({ enabled })}
          />
        </>
      )}
    </FormDialog>
  );
}
