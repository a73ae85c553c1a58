import { useSignal } from "@preact/signals";
import { checkTitle } from "../../lib/detections/check_titles.ts";
import type { DetectionFinding } from "../../lib/resources/detection.ts";
import { callApi } from "../../lib/web/api.ts";
import { SelectField } from "../controls/SelectField.tsx";
import { TextField } from "../controls/TextField.tsx";
import { FormDialog } from "../dialogs/FormDialog.tsx";

const DAY = 86_400_000;
const LENGTHS = [
  { days: "1", label: "Tomorrow" },
  { days: "7", label: "In a week" },
  { days: "30", label: "In 30 days" },
  { days: "", label: "Never" },
];

interface SilenceFormProps {
  host: string;
  findings: DetectionFinding[];
  onClose: () => void;
}

/** Asks what is to be silenced, why and until when. */
export function SilenceForm({ host, findings, onClose }: SilenceFormProps) {
  const check = useSignal(findings[0].check);
  const days = useSignal("30");
  const reason = useSignal("");
  const checks = [...new Map(findings.map((one) => [one.check, one.kind]))];

  async function save(): Promise<void> {
    await callApi("POST", "/silences", {
      host,
      reason: reason.value,
      ...(check.value !== "" && { check: check.value }),
      ...(days.value !== "" && {
        until: new Date(Date.now() + Number(days.value) * DAY).toISOString(),
      }),
    });
    location.reload();
  }

  return (
    <FormDialog title={`Silence ${host}`} action="Silence" onClose={onClose} onSubmit={save}>
      {(errors) => (
        <>
          <SelectField
            id="silence-check"
            label="What"
            value={check.value}
            onChange={(value) => check.value = value}
          >
            {checks.map(([name, kind]) => (
              <option key={name} value={name}>{checkTitle(name, kind)} on this host</option>
            ))}
            <option value="">All findings on this host</option>
          </SelectField>
          <SelectField
            id="silence-until"
            label="Ends"
            value={days.value}
            onChange={(value) => days.value = value}
          >
            {LENGTHS.map(({ days, label }) => <option key={label} value={days}>{label}</option>)}
          </SelectField>
          <TextField
            id="silence-reason"
            label="Reason"
            help="Visible to your team, such as: planned move of the archive."
            maxLength={500}
            error={errors["/reason"]}
            value={reason.value}
            onChange={(value) => reason.value = value}
          />
        </>
      )}
    </FormDialog>
  );
}
