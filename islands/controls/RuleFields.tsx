import type { ComponentChildren } from "preact";
import type { ParamTexts } from "../../lib/web/training/param_form.ts";
import { thresholdDefinition, THRESHOLDS } from "../../lib/learning/thresholds/catalogue.ts";
import type { ThresholdDefinition } from "../../lib/learning/thresholds/definition.ts";
import type { RuleName } from "../../lib/learning/thresholds/rule.ts";
import { SelectField } from "./SelectField.tsx";
import { ParamControl } from "./ParamControl.tsx";

interface RuleFieldsProps {
  /** Ids of the controls begin with it. */
  id: string;
  /** `default` where the first option is chosen. */
  rule: "default" | RuleName;
  /** Parameters of the rule as typed. */
  texts: ParamTexts;
  /** What is wrong with the rule, or with one of its parameters. */
  errorOf: (...name: string[]) => string | undefined;
  /** Whether a rule can be chosen; all can unless it is given. */
  isUsable?: (definition: ThresholdDefinition) => boolean;
  onRule: (rule: "default" | RuleName) => void;
  onTexts: (texts: ParamTexts) => void;
  /** An option before those of the catalogue, of the value `default`. */
  children?: ComponentChildren;
}

/** A threshold rule of the catalogue with its parameters. */
export function RuleFields(props: RuleFieldsProps) {
  const { id, rule, texts, errorOf, isUsable = () => true, onRule, onTexts, children } = props;
  const chosen = rule === "default" ? null : thresholdDefinition(rule);
  const isFieldWrong = chosen?.fields.some(({ name }) => errorOf(name) !== undefined);
  return (
    <div class="fields fields-wide">
      <SelectField
        id={`${id}-rule`}
        label="Threshold"
        help={chosen?.summary ?? "Scores above it are flagged."}
        error={isFieldWrong ? undefined : errorOf()}
        value={rule}
        onChange={onRule}
      >
        {children}
        {THRESHOLDS.map((definition) => (
          <option
            key={definition.rule}
            value={definition.rule}
            disabled={!isUsable(definition)}
          >
            {definition.title}
          </option>
        ))}
      </SelectField>
      {chosen?.fields.map((field) => (
        <ParamControl
          key={field.name}
          id={`${id}-rule-${field.name}`}
          field={field}
          error={errorOf(field.name)}
          value={texts[field.name]}
          onChange={(value) => onTexts({ ...texts, [field.name]: value })}
        />
      ))}
    </div>
  );
}
