import {
  featureOptionsBody,
  type FeatureOptionTexts,
} from "../../lib/web/training/feature_options_form.ts";
import { errorAt, type FieldErrors } from "../../lib/web/field_errors.ts";
import { featureOptionWords } from "../../lib/web/training/describe_preparation.ts";
import type { EncodingKind } from "../../lib/learning/features/encodings.ts";
import { SelectField } from "../controls/SelectField.tsx";
import { TextField } from "../controls/TextField.tsx";

interface FeatureOptionsProps {
  texts: FeatureOptionTexts;
  encoding: EncodingKind;
  errors: FieldErrors;
  onChange: (texts: FeatureOptionTexts) => void;
}

/** Context, ports, columns to leave out and categories to put together, folded; open where something is wrong. */
export function FeatureOptions({ texts, encoding, errors, onChange }: FeatureOptionsProps) {
  const chosen = featureOptionWords(featureOptionsBody(texts, encoding).body);
  const isWrong = ["/context", "/filters", "/rareCategories"]
    .some((pointer) => errorAt(errors, pointer) !== undefined);
  return (
    <details open={isWrong}>
      <summary>
        Context, ports, filters and rare categories:{" "}
        {chosen.length === 0 ? "none" : `${chosen.length} set`}
      </summary>
      <div class="stack">
        <p class="muted">
          Leave a field empty to turn it off. Detectors learn from normal records: a column that
          hardly changes there may be the one that an attack changes.
        </p>
        <div class="fields">
          <TextField
            id="context-seconds"
            label="Context features: windows (s)"
            help="Adds counts, error rates, distinct hosts and ports of the connections before each record, within this many seconds. KDD'99 uses 2; 2, 60 gives two windows. The data, and every record to score, must have times and addresses."
            error={errorAt(errors, "/context/seconds") ?? errorAt(errors, "/context")}
            inputMode="decimal"
            value={texts.contextSeconds}
            onChange={(contextSeconds) => onChange({ ...texts, contextSeconds })}
          />
          {texts.contextSeconds.trim() !== "" && (
            <TextField
              id="context-connections"
              label="Context features: last connections"
              help="The same over this many of the last connections to a host or service, however long ago."
              error={errorAt(errors, "/context/connections")}
              inputMode="numeric"
              value={texts.contextConnections}
              onChange={(contextConnections) => onChange({ ...texts, contextConnections })}
            />
          )}
          <SelectField
            id="ports"
            label="Port numbers"
            help="80 and 443 are different services, not similar numbers. As classes, each frequent port is one; the others are well-known, registered, ephemeral or rare (services hardly seen in training)."
            value={texts.ports}
            onChange={(ports) => onChange({ ...texts, ports })}
          >
            <option value="classes">As classes</option>
            <option value="numbers">As numbers</option>
          </SelectField>
          <TextField
            id="near-constant"
            label="Leave out nearly constant columns (%)"
            help="Columns in which at most this share of training records differs from the most common value. 0: constant columns only."
            error={errorAt(errors, "/filters/nearConstant")}
            inputMode="decimal"
            value={texts.nearConstant}
            onChange={(nearConstant) => onChange({ ...texts, nearConstant })}
          />
          <TextField
            id="correlation"
            label="Leave out correlated columns, from"
            help="Of columns that correlate at least this strongly, only the first is kept. 0.98 is conservative; 1 leaves out exact copies only."
            error={errorAt(errors, "/filters/correlation")}
            inputMode="decimal"
            value={texts.correlation}
            onChange={(correlation) => onChange({ ...texts, correlation })}
          />
          {encoding === "one-hot" && (
            <>
              <TextField
                id="rare-share"
                label="Rare categories: share (%)"
                help="Categories rarer than this share of training records are merged into one column, as are new ones."
                error={errorAt(errors, "/rareCategories/minShare")}
                inputMode="decimal"
                value={texts.rareShare}
                onChange={(rareShare) => onChange({ ...texts, rareShare })}
              />
              <TextField
                id="rare-count"
                label="Rare categories: records"
                help="The same, by number of training records."
                error={errorAt(errors, "/rareCategories/minCount")}
                inputMode="numeric"
                value={texts.rareCount}
                onChange={(rareCount) => onChange({ ...texts, rareCount })}
              />
            </>
          )}
        </div>
      </div>
    </details>
  );
}
