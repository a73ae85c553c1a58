import { IS_BROWSER } from "fresh/runtime";
import { Field } from "../../components/Field.tsx";
import { errorAt } from "../../lib/web/field_errors.ts";
import { TextField } from "../controls/TextField.tsx";
import type { DeriveFieldsProps } from "./SplitFields.tsx";

const EXAMPLE = "from,to,source,source_port,destination,destination_port,protocol,label\n" +
  "2017-07-07 13:55,2017-07-07 14:35,172.16.0.1,,192.168.10.50,,tcp,PortScan";

/** A list of attacks with time ranges and addresses: a file, or pasted. */
export function LabelLineFields({ entry, errors, onChange }: DeriveFieldsProps) {
  async function take(files: FileList | null): Promise<void> {
    if (files?.[0]) onChange({ csv: await files[0].text() });
  }

  return (
    <div class="stack">
      <Field
        id="derive-labels-file"
        label="CSV file with label lines"
        help="A header line, then one line for each attack. Empty cells match anything. The first line that matches a record labels it, whichever end opened the connection."
      >
        {(control) => (
          <input
            {...control}
            type="file"
            accept=".csv,.txt,text/csv,text/plain"
            disabled={!IS_BROWSER}
            onChange={(event) => take(event.currentTarget.files)}
          />
        )}
      </Field>
      <Field
        id="derive-labels-csv"
        label="Label lines"
        error={errorAt(errors, "/csv")}
      >
        {(control) => (
          <textarea
            {...control}
            class="mono"
            rows={6}
            spellcheck={false}
            readOnly={!IS_BROWSER}
            placeholder={EXAMPLE}
            value={entry.csv}
            onInput={(event) => onChange({ csv: event.currentTarget.value })}
          />
        )}
      </Field>
      <div class="fields">
        <TextField
          id="derive-labels-zone"
          label="Time zone"
          help="For times without a zone, such as Europe/Prague."
          error={errorAt(errors, "/timeZone")}
          value={entry.timeZone}
          maxLength={100}
          onChange={(timeZone) => onChange({ timeZone })}
        />
        <TextField
          id="derive-labels-others"
          label="Label of all other records"
          help="Such as BENIGN. Leave empty for no label."
          error={errorAt(errors, "/others")}
          value={entry.others}
          maxLength={200}
          onChange={(others) => onChange({ others })}
        />
      </div>
    </div>
  );
}
