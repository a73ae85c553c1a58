import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";
import { Notice } from "../components/Notice.tsx";
import { SENSOR_KINDS, type SensorKind } from "../lib/resources/sensor.ts";
import { callApi } from "../lib/web/api.ts";
import { errorAt, type FieldErrors } from "../lib/web/field_errors.ts";
import { focusFault } from "../lib/web/focus_fault.ts";
import { errorMessage, ProblemError } from "../lib/web/problem.ts";
import { SENSOR_KIND_NAMES } from "../lib/web/sensors/describe_sensor.ts";
import {
  NEW_FORM,
  type SensorForm as Form,
  sensorRequest,
} from "../lib/web/sensors/sensor_form.ts";
import type { BatchChoice } from "./batch/BatchData.tsx";
import { BatchModels } from "./batch/BatchModels.tsx";
import { SelectField } from "./controls/SelectField.tsx";
import { TextField } from "./controls/TextField.tsx";
import { SensorSourceFields } from "./sensor/SensorSourceFields.tsx";

interface SensorFormProps {
  models: BatchChoice[];
  /** Folders that may be followed. */
  folders: string[];
}

/** Creates a sensor. */
export function SensorForm({ models, folders }: SensorFormProps) {
  const form = useSignal<Form>({ ...NEW_FORM, folder: folders[0] ?? "" });
  const errors = useSignal<FieldErrors>({});
  const message = useSignal<string | null>(null);
  const busy = useSignal(false);
  const element = useRef<HTMLFormElement>(null);
  const change = (part: Partial<Form>) => form.value = { ...form.value, ...part };

  async function create(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (busy.value) return;
    busy.value = true;
    errors.value = {};
    message.value = null;
    try {
      const { id } = await callApi<{ id: string }>("POST", "/sensors", sensorRequest(form.value));
      location.assign(`/sensors/${id}`);
    } catch (thrown) {
      busy.value = false;
      errors.value = thrown instanceof ProblemError ? thrown.fields : {};
      message.value = errorMessage(thrown);
      focusFault(element.current);
    }
  }

  return (
    <form ref={element} class="card stack" noValidate onSubmit={create}>
      <h2>New sensor</h2>
      <div class="fields">
        <SelectField<SensorKind>
          id="sensor-kind"
          label="Source"
          value={form.value.kind}
          onChange={(kind) => change({ kind })}
        >
          {SENSOR_KINDS.map((kind) => (
            <option key={kind} value={kind}>{SENSOR_KIND_NAMES[kind]}</option>
          ))}
        </SelectField>
        <TextField
          id="sensor-name"
          label="Name"
          maxLength={200}
          error={errorAt(errors.value, "/name")}
          value={form.value.name}
          onChange={(name) => change({ name })}
        />
        <SensorSourceFields
          form={form.value}
          folders={folders}
          errors={errors.value}
          onChange={change}
        />
      </div>
      {models.length > 0 && (
        <BatchModels
          models={models}
          selected={form.value.models}
          onChange={(chosen) => change({ models: chosen })}
        />
      )}
      {message.value && <Notice tone="error" live>{message.value}</Notice>}
      <div class="row">
        <button
          type="submit"
          class="button button-primary"
          disabled={!IS_BROWSER}
          aria-disabled={busy.value}
        >
          Create sensor
        </button>
      </div>
    </form>
  );
}
