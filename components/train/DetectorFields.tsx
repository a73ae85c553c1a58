import { defaultRule, type DetectorEntry, limits } from "../../lib/browser/detector_form.ts";
import { errorAt, type FieldErrors } from "../../lib/browser/field_errors.ts";
import { formatThresholdRule } from "../../lib/browser/format.ts";
import { jsonPointer } from "../../lib/browser/problem.ts";
import type { DetectorDefinition } from "../../lib/detectors/definition.ts";
import { Field } from "../Field.tsx";

interface DetectorFieldsProps {
  definition: DetectorDefinition;
  entry: DetectorEntry;
  /** Place among the chosen detectors. */
  index: number;
  errors: FieldErrors;
  onChange: (entry: DetectorEntry) => void;
}

/** One detector: whether to train it, with which parameters and which threshold. */
export function DetectorFields(props: DetectorFieldsProps) {
  const { definition, entry, index, errors, onChange } = props;
  const id = `detector-${definition.kind}`;
  const at = (...parts: string[]) => errorAt(errors, jsonPointer("detectors", index, ...parts));
  return (
    <fieldset class="detector">
      <legend class="visually-hidden">{definition.title}</legend>
      <div class="choice">
        <input
          type="checkbox"
          id={id}
          checked={entry.chosen}
          aria-describedby={`${id}-summary`}
          onChange={(event) => onChange({ ...entry, chosen: event.currentTarget.checked })}
        />
        <span>
          <label for={id}>{definition.title}</label>
          <span class="help" id={`${id}-summary`}>{definition.summary}</span>
        </span>
      </div>
      {entry.chosen && (
        <div class="detector-options">
          <ThresholdFields {...props} id={id} error={at("threshold")} />
          <details open={at("params") !== undefined}>
            <summary>
              Parameters of {definition.title}:{" "}
              {definition.fields.map((field) =>
                `${field.label.toLowerCase()} ${entry.params[field.name]}`
              ).join("; ")}
            </summary>
            <div class="fields">
              {definition.fields.map((field) => (
                <Field
                  key={field.name}
                  id={`${id}-${field.name}`}
                  label={field.label}
                  help={`${field.help} ${capitalise(limits(field))}.`}
                  error={at("params", field.name)}
                >
                  {(control) => (
                    <input
                      {...control}
                      type="text"
                      inputMode={field.type === "integer" || field.type === "number"
                        ? "decimal"
                        : undefined}
                      autoComplete="off"
                      value={entry.params[field.name]}
                      onInput={(event) =>
                        onChange({
                          ...entry,
                          params: { ...entry.params, [field.name]: event.currentTarget.value },
                        })}
                    />
                  )}
                </Field>
              ))}
            </div>
            <p class="help">{definition.source}</p>
          </details>
        </div>
      )}
    </fieldset>
  );
}

interface ThresholdFieldsProps {
  id: string;
  definition: DetectorDefinition;
  entry: DetectorEntry;
  error?: string;
  onChange: (entry: DetectorEntry) => void;
}

function ThresholdFields({ id, definition, entry, error, onChange }: ThresholdFieldsProps) {
  const rule = defaultRule(entry, definition);
  return (
    <div class="fields fields-wide">
      <Field
        id={`${id}-rule`}
        label="Threshold"
        help="Scores above it are flagged. No rule looks at the labels of the test data."
      >
        {(control) => (
          <select
            {...control}
            value={entry.rule}
            onChange={(event) =>
              onChange({ ...entry, rule: event.currentTarget.value as DetectorEntry["rule"] })}
          >
            <option value="default">
              Default{rule && `: ${formatThresholdRule(rule)}`}
            </option>
            <option value="quantile">Quantile of normal scores</option>
            <option value="fixed">Fixed score</option>
          </select>
        )}
      </Field>
      {entry.rule === "quantile" && (
        <Field
          id={`${id}-quantile`}
          label="Quantile in per cent"
          help="95 lets about 5 in 100 normal records raise a false alarm."
          error={error}
        >
          {(control) => (
            <input
              {...control}
              type="text"
              inputMode="decimal"
              autoComplete="off"
              value={entry.quantile}
              onInput={(event) => onChange({ ...entry, quantile: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      {entry.rule === "fixed" && (
        <Field
          id={`${id}-fixed`}
          label="Score"
          help="On the scale of this detector's scores."
          error={error}
        >
          {(control) => (
            <input
              {...control}
              type="text"
              inputMode="decimal"
              autoComplete="off"
              value={entry.fixed}
              onInput={(event) => onChange({ ...entry, fixed: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
    </div>
  );
}

function capitalise(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}
