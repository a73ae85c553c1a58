import { useSignal } from "@preact/signals";
import { BreakableName } from "../../components/BreakableName.tsx";
import { formatNumber } from "../../lib/base/format.ts";
import { NO_CATEGORY } from "../../lib/web/records/predict_form.ts";
import type { ModelInput } from "../../lib/learning/features/input.ts";
import { SelectField } from "../controls/SelectField.tsx";
import { TextField } from "../controls/TextField.tsx";

interface InputFieldProps {
  id: string;
  input: ModelInput;
  text: string;
  error?: string;
  onChange: (text: string) => void;
}

/** One input of a model: a number, or a choice of the categories seen in training. */
export function InputField({ input, ...rest }: InputFieldProps) {
  return input.type === "numeric"
    ? <NumberField {...rest} input={input} />
    : <CategoryField {...rest} input={input} />;
}

function NumberField(
  { id, input, text, error, onChange }: InputFieldProps & {
    input: Extract<ModelInput, { type: "numeric" }>;
  },
) {
  return (
    <TextField
      id={id}
      label={<BreakableName name={input.name} />}
      help={`In training ${formatNumber(input.min)} to ${formatNumber(input.max)}, mean ${
        formatNumber(input.mean)
      }${mayStayEmpty(input)}`}
      error={error}
      inputMode="decimal"
      value={text}
      onChange={onChange}
    />
  );
}

function CategoryField(
  { id, input, text, error, onChange }: InputFieldProps & {
    input: Extract<ModelInput, { type: "categorical" }>;
  },
) {
  const writing = useSignal(false);
  const known = text === "" || text === NO_CATEGORY || input.categories.includes(text);
  const other = writing.value || !known;
  return (
    <div class="stack">
      <SelectField
        id={id}
        label={<BreakableName name={input.name} />}
        help={`${input.categories.length} categories in training${mayStayEmpty(input)}`}
        error={other ? undefined : error}
        value={other ? "other" : text === NO_CATEGORY ? "none" : text && `=${text}`}
        onChange={(value) => {
          writing.value = value === "other";
          onChange(value === "none" ? NO_CATEGORY : value.startsWith("=") ? value.slice(1) : "");
        }}
      >
        <option value="">{input.optional ? "No value" : "Choose one"}</option>
        {input.categories.map((name) => <option key={name} value={`=${name}`}>{name}</option>)}
        {!input.optional && <option value="none">No value</option>}
        <option value="other">Other…</option>
      </SelectField>
      {other && (
        <TextField
          id={`${id}-other`}
          label={`Other ${input.name}`}
          help="Not seen in training."
          error={error}
          value={text}
          onChange={(text) => {
            writing.value = true;
            onChange(text);
          }}
        />
      )}
    </div>
  );
}

function mayStayEmpty({ optional }: ModelInput): string {
  return optional ? ". Optional." : "";
}
