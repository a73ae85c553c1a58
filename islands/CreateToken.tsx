import { useSignal } from "@preact/signals";
import { IS_BROWSER } from "fresh/runtime";
import { FieldError } from "../components/Field.tsx";
import { Notice } from "../components/Notice.tsx";
import { Checkbox } from "./controls/Checkbox.tsx";
import { SelectField } from "./controls/SelectField.tsx";
import { TextField } from "./controls/TextField.tsx";
import { callApi } from "../lib/web/api.ts";
import { errorAt, type FieldErrors } from "../lib/web/field_errors.ts";
import { errorMessage, ProblemError } from "../lib/web/problem.ts";

const SCOPES = [
  { value: "read", text: "Read: view and export datasets, runs and models" },
  { value: "score", text: "Score: send records to models" },
  { value: "train", text: "Train: upload, train, change and delete" },
  { value: "admin", text: "Admin: everything, including tokens and the audit log" },
];

const ENDS = [
  { value: "30", label: "In 30 days" },
  { value: "90", label: "In 90 days" },
  { value: "365", label: "In a year" },
  { value: "", label: "Never" },
];

/** Makes an API token and shows it, once. */
export function CreateToken() {
  const name = useSignal("");
  const scopes = useSignal<string[]>(["read", "score"]);
  const days = useSignal("90");
  const errors = useSignal<FieldErrors>({});
  const failure = useSignal<string | null>(null);
  const made = useSignal<string | null>(null);
  const copied = useSignal("");

  async function create(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    errors.value = {};
    failure.value = null;
    try {
      const { token } = await callApi<{ token: string }>("POST", "/tokens", {
        name: name.value,
        scopes: scopes.value,
        expiresInDays: days.value === "" ? null : Number(days.value),
      });
      made.value = token;
    } catch (thrown) {
      if (thrown instanceof ProblemError) errors.value = thrown.fields;
      failure.value = errorMessage(thrown);
    }
  }

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(made.value ?? "");
      copied.value = "Copied.";
    } catch {
      copied.value = "Select the token and copy it.";
    }
  }

  if (made.value !== null) {
    return (
      <div class="card stack">
        <h3>Your new token</h3>
        <p>Copy it now: it is not shown again, and Netsift stores only its hash.</p>
        <code class="secret">{made.value}</code>
        <div class="row">
          <button type="button" class="button button-primary" onClick={copy}>Copy</button>
          <a class="button" href="/access">Done</a>
          <span role="status">{copied.value}</span>
        </div>
      </div>
    );
  }
  const scopesFault = errorAt(errors.value, "/scopes");
  return (
    <form class="card stack" onSubmit={create} noValidate>
      <h3>New token</h3>
      <div class="fields">
        <TextField
          id="token-name"
          label="Name"
          help="Who or what uses it."
          maxLength={100}
          error={errorAt(errors.value, "/name")}
          value={name.value}
          onChange={(text) => name.value = text}
        />
        <SelectField
          id="token-ends"
          label="Expires"
          value={days.value}
          onChange={(value) => days.value = value}
        >
          {ENDS.map(({ value, label }) => <option key={value} value={value}>{label}</option>)}
        </SelectField>
      </div>
      <fieldset>
        <legend>Scopes</legend>
        {SCOPES.map(({ value, text }) => (
          <Checkbox
            key={value}
            id={`token-${value}`}
            label={text}
            checked={scopes.value.includes(value)}
            onChange={(checked) => {
              scopes.value = checked
                ? [...scopes.value, value]
                : scopes.value.filter((each) => each !== value);
            }}
          />
        ))}
        {scopesFault && <FieldError id="token-scopes-error" text={scopesFault} />}
      </fieldset>
      {failure.value && <Notice tone="error" live>{failure.value}</Notice>}
      <div class="row">
        <button type="submit" class="button button-primary" disabled={!IS_BROWSER}>
          Create token
        </button>
      </div>
    </form>
  );
}
