import { DEFAULT_PAIRING } from "../../lib/capture/exports/pairing_options.ts";
import { DEFAULT_METER } from "../../lib/capture/flows/meter_options.ts";
import { Checkbox } from "../controls/Checkbox.tsx";
import { TextField } from "../controls/TextField.tsx";
import type { UploadReading } from "./send_upload.ts";

interface ReadingFieldsProps {
  reading: UploadReading;
  onChange: (reading: UploadReading) => void;
}

/** How files are read where there is a choice. They apply to files that are added afterwards. */
export function ReadingFields({ reading, onChange }: ReadingFieldsProps) {
  const change = (part: Partial<UploadReading>) => onChange({ ...reading, ...part });
  return (
    <>
      <details>
        <summary>Options for packet captures</summary>
        <div class="stack">
          <p class="help">These apply to files added afterwards.</p>
          <div class="grid-2">
            <TextField
              id="upload-idle"
              label="Idle timeout (seconds)"
              help={`A flow ends after this much silence. Default: ${DEFAULT_METER.idleTimeout}.`}
              inputMode="decimal"
              value={reading.idleTimeout}
              maxLength={10}
              onChange={(idleTimeout) => change({ idleTimeout: idleTimeout.trim() })}
            />
            <TextField
              id="upload-active"
              label="Active timeout (seconds)"
              help={`A flow lasts no longer than this. Default: ${DEFAULT_METER.activeTimeout}.`}
              inputMode="decimal"
              value={reading.activeTimeout}
              maxLength={10}
              onChange={(activeTimeout) => change({ activeTimeout: activeTimeout.trim() })}
            />
          </div>
          <Checkbox
            id="upload-deduplicate"
            label="Remove exact copies of packets"
            help="Mirror ports often deliver packets twice."
            checked={reading.deduplicate !== ""}
            onChange={(checked) => change({ deduplicate: checked ? "true" : "" })}
          />
          <Checkbox
            id="upload-inner"
            label="Flows inside tunnels"
            help="GRE, VXLAN and IP in IP: read the hosts inside a tunnel instead of its endpoints."
            checked={reading.innerFlows !== ""}
            onChange={(checked) => change({ innerFlows: checked ? "true" : "" })}
          />
        </div>
      </details>
      <details>
        <summary>Options for flow exports (nfcapd)</summary>
        <TextField
          id="upload-pairing"
          label="Pairing window (seconds)"
          help={`Both directions of a connection are paired if they are this close. Default: ${DEFAULT_PAIRING.window}; 0 keeps them apart.`}
          inputMode="decimal"
          value={reading.pairingWindow}
          maxLength={10}
          onChange={(pairingWindow) => change({ pairingWindow: pairingWindow.trim() })}
        />
      </details>
      <details>
        <summary>Files with several kinds of records (Suricata EVE, Zeek JSON)</summary>
        <TextField
          id="upload-kind"
          label="Kind of records"
          help="Such as flow, alert, dns or conn, or all for every record; labelled-flow for Suricata's flows with their alerts as labels. Leave it empty to read connections: flow or conn."
          value={reading.kind}
          maxLength={100}
          onChange={(kind) => change({ kind: kind.trim() })}
        />
      </details>
    </>
  );
}
