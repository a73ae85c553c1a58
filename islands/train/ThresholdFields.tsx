import { type DetectorEntry, ruleOf, withRule } from "../../lib/web/training/detector_form.ts";
import { formatThresholdRule } from "../../lib/learning/thresholds/describe_rule.ts";
import type { DetectorDefinition } from "../../lib/detectors/definition.ts";
import { RuleFields } from "../controls/RuleFields.tsx";

interface ThresholdFieldsProps {
  /** Ids of the controls begin with it. */
  id: string;
  definition: DetectorDefinition;
  entry: DetectorEntry;
  /** What is wrong with the rule, or with one of its parameters. */
  errorOf: (...name: string[]) => string | undefined;
  onChange: (entry: DetectorEntry) => void;
}

/** How the scores of a detector become verdicts. */
export function ThresholdFields(props: ThresholdFieldsProps) {
  const { id, definition, entry, errorOf, onChange } = props;
  const usual = ruleOf(withRule(entry, "default"), definition);
  return (
    <RuleFields
      id={id}
      rule={entry.rule}
      texts={entry.ruleParams}
      errorOf={errorOf}
      onRule={(rule) => onChange(withRule(entry, rule))}
      onTexts={(ruleParams) => onChange({ ...entry, ruleParams })}
    >
      <option value="default">Default{usual && `: ${formatThresholdRule(usual)}`}</option>
    </RuleFields>
  );
}
