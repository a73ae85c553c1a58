import type { RefObject } from "preact";
import { formatBytes } from "../../lib/base/format.ts";
import { SelectField } from "../controls/SelectField.tsx";

/** A choice of the form. */
export interface BatchChoice {
  id: string;
  /** What people call it. */
  title: string;
  /** More about it. */
  note: string;
}

/** In place of the id of a dataset: a file that is uploaded first. */
export const NEW_FILE = "";

interface BatchDataProps {
  datasets: BatchChoice[];
  /** Id of a dataset, or `NEW_FILE`. */
  value: string;
  onChange: (dataset: string) => void;
  /** Largest file. */
  maxBytes: number;
  /** Of the field for the file. */
  picker: RefObject<HTMLInputElement>;
  onFile: (file: File | null) => void;
}

/** The dataset that is scored, or a new file. */
export function BatchData(
  { datasets, value, onChange, maxBytes, picker, onFile }: BatchDataProps,
) {
  return (
    <>
      <SelectField
        id="batch-dataset"
        label="What to score"
        help="With or without labels. A new file is kept as a dataset."
        value={value}
        onChange={onChange}
      >
        <option value={NEW_FILE}>A file to upload</option>
        {datasets.map(({ id, title, note }) => <option key={id} value={id}>{title} ({note})
        </option>)}
      </SelectField>
      {value === NEW_FILE && (
        <div class="field">
          <label for="batch-file">File</label>
          <input
            id="batch-file"
            ref={picker}
            type="file"
            aria-describedby="batch-file-help"
            onChange={(event) => onFile(event.currentTarget.files?.[0] ?? null)}
          />
          <p class="help" id="batch-file-help">
            CSV, NDJSON, ARFF or Parquet, plain or compressed, up to {formatBytes(maxBytes)}.
          </p>
        </div>
      )}
    </>
  );
}
