import { sequenceColumns, type TrainDataset } from "../../lib/web/training/train_dataset.ts";
import { SelectField } from "../controls/SelectField.tsx";

interface SequenceFieldProps {
  dataset: TrainDataset;
  value: string;
  error?: string;
  onChange: (column: string) => void;
}

/** Which records follow each other, for detectors that look at windows of them. */
export function SequenceField({ dataset, value, error, onChange }: SequenceFieldProps) {
  const columns = sequenceColumns(dataset);
  return (
    <SelectField
      id="sequence-by"
      label="Sequences"
      help="Windows of several records include the preceding ones. Choose a column, such as an address, to keep the records of each host separate."
      error={error}
      value={value}
      onChange={onChange}
    >
      <option value="">All records, in file order</option>
      {columns.length > 0 && (
        <optgroup label="One sequence for each value of">
          {columns.map((name) => <option key={name} value={name}>{name}</option>)}
        </optgroup>
      )}
    </SelectField>
  );
}
