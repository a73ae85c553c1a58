import { errorAt, type FieldErrors } from "../../lib/web/field_errors.ts";
import type { SensorForm } from "../../lib/web/sensors/sensor_form.ts";
import { SelectField } from "../controls/SelectField.tsx";
import { TextField } from "../controls/TextField.tsx";

interface SensorSourceFieldsProps {
  form: SensorForm;
  /** Folders that may be followed. */
  folders: string[];
  errors: FieldErrors;
  onChange: (change: Partial<SensorForm>) => void;
}

/** Where the records come from, as the kind of the sensor has it. */
export function SensorSourceFields({ form, folders, errors, onChange }: SensorSourceFieldsProps) {
  if (form.kind === "netflow") {
    return (
      <>
        <TextField
          id="sensor-port"
          label="UDP port"
          help="Exporters send NetFlow v5, v9 or IPFIX to this port of the server."
          inputMode="numeric"
          error={errorAt(errors, "/port")}
          value={form.port}
          onChange={(port) => onChange({ port })}
        />
        <TextField
          id="sensor-exporters"
          label="Allowed exporters"
          help="Addresses or networks, separated by commas, such as 10.0.0.0/8. Leave it empty to allow any."
          error={errorAt(errors, "/exporters")}
          value={form.exporters}
          onChange={(exporters) => onChange({ exporters })}
        />
        <TextField
          id="sensor-pairing"
          label="Pairing window (seconds)"
          help="Both directions of a connection are paired if they are this close; 0 keeps them apart."
          inputMode="decimal"
          error={errorAt(errors, "/pairingWindow")}
          value={form.pairingWindow}
          onChange={(pairingWindow) => onChange({ pairingWindow })}
        />
      </>
    );
  }
  if (form.kind === "packets") return null;
  return (
    <>
      <TextField
        id="sensor-folder"
        label="Folder"
        help={folders.length === 0
          ? "This server follows no folders: the administrator sets NETSIFT_SENSOR_FOLDERS."
          : `A folder of the server, within ${folders.join(" or ")}.`}
        error={errorAt(errors, "/folder")}
        value={form.folder}
        onChange={(folder) => onChange({ folder })}
      />
      <TextField
        id="sensor-files"
        label="Files"
        help="Names with * and ?, separated by commas."
        error={errorAt(errors, "/files")}
        value={form.files}
        onChange={(files) => onChange({ files })}
      />
      <SelectField
        id="sensor-start"
        label="Existing records"
        error={errorAt(errors, "/start")}
        value={form.start}
        onChange={(start) => onChange({ start })}
      >
        <option value="end">Skip</option>
        <option value="beginning">Read</option>
      </SelectField>
    </>
  );
}
