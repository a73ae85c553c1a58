import type { ModelInput } from "../../lib/learning/features/input.ts";
import { formatPlural } from "../../lib/base/format.ts";
import { errorAt, type FieldErrors } from "../../lib/web/field_errors.ts";
import { jsonPointer } from "../../lib/web/problem.ts";
import { groupInputs } from "../../lib/web/records/input_groups.ts";
import type { RecordTexts } from "../../lib/web/records/predict_form.ts";
import { InputField } from "./InputField.tsx";

interface RecordFieldsProps {
  inputs: ModelInput[];
  /** The features of each model, most important first. */
  rankings: string[][];
  texts: RecordTexts;
  errors: FieldErrors;
  onChange: (feature: string, text: string) => void;
}

/** A field for each feature; of many, the less important ones are folded up. */
export function RecordFields({ inputs, rankings, texts, errors, onChange }: RecordFieldsProps) {
  const { first, rest } = groupInputs(inputs, rankings);
  const errorOf = ({ name }: ModelInput) => errorAt(errors, jsonPointer("records", 0, name));
  const fields = (group: ModelInput[]) => (
    <div class="fields fields-narrow">
      {group.map((input) => (
        <InputField
          key={input.name}
          id={`input-${inputs.indexOf(input)}`}
          input={input}
          text={texts[input.name]}
          error={errorOf(input)}
          onChange={(text) => onChange(input.name, text)}
        />
      ))}
    </div>
  );
  if (rest.length === 0) return fields(first);
  const hasError = rest.some((input) => errorOf(input) !== undefined);
  return (
    <>
      <fieldset class="stack">
        <legend>
          {rankings.some((names) => names.length > 0) ? "Most important features" : "Features"}
        </legend>
        {fields(first)}
      </fieldset>
      <details open={hasError}>
        <summary>{formatPlural(rest.length, "more feature")}</summary>
        {fields(rest)}
      </details>
    </>
  );
}
