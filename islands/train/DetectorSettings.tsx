import { type DetectorEntry, ruleOf } from "../../lib/web/training/detector_form.ts";
import { lowerFirst } from "../../lib/base/format.ts";
import { formatThresholdRule } from "../../lib/learning/thresholds/describe_rule.ts";
import { changedWords } from "../../lib/web/training/param_form.ts";
import type { DetectorDefinition } from "../../lib/detectors/definition.ts";
import { ParamControl } from "../controls/ParamControl.tsx";
import { ThresholdFields } from "./ThresholdFields.tsx";

interface DetectorSettingsProps {
  /** Ids of the controls begin with it. */
  id: string;
  definition: DetectorDefinition;
  entry: DetectorEntry;
  /** What is wrong with a part of the request. */
  errorOf: (...parts: string[]) => string | undefined;
  onChange: (entry: DetectorEntry) => void;
}

/** Threshold and parameters of a detector, folded; they open where something is wrong. */
export function DetectorSettings(props: DetectorSettingsProps) {
  const { id, definition, entry, errorOf, onChange } = props;
  const { title, fields, source } = definition;
  const rule = ruleOf(entry, definition);
  const changed = changedWords(fields, entry.params);
  const isWrong = errorOf("params") !== undefined || errorOf("threshold") !== undefined;
  return (
    <details class="detector-settings" open={isWrong}>
      <summary>
        Settings of {title}. Threshold:{" "}
        {rule ? lowerFirst(formatThresholdRule(rule)) : "not valid"};{" "}
        {changed
          ? `${changed}; other parameters at their defaults`
          : "parameters at their defaults"}
      </summary>
      <div class="stack">
        <ThresholdFields
          id={id}
          definition={definition}
          entry={entry}
          errorOf={(...name) => errorOf("threshold", ...name)}
          onChange={onChange}
        />
        <div class="fields">
          {fields.map((field) => (
            <ParamControl
              key={field.name}
              id={`${id}-${field.name}`}
              field={field}
              error={errorOf("params", field.name)}
              value={entry.params[field.name]}
              onChange={(value) =>
                onChange({ ...entry, params: { ...entry.params, [field.name]: value } })}
            />
          ))}
        </div>
        <p class="help">Source: {source}</p>
      </div>
    </details>
  );
}
