import { useSignal } from "@preact/signals";
import { IS_BROWSER } from "fresh/runtime";
import {
  type PastedRecord,
  type PasteLayouts,
  readPasted,
} from "../../lib/web/records/paste_record.ts";
import type { InputRecord, ModelInput } from "../../lib/learning/features/input.ts";
import { describeMapping } from "../../lib/values/columns.ts";
import { Notice } from "../../components/Notice.tsx";

interface PasteRecordProps {
  inputs: ModelInput[];
  layouts: PasteLayouts;
  onRecord: (record: InputRecord) => void;
}

/** Takes a raw line or a JSON object and hands over the record in it. */
export function PasteRecord({ inputs, layouts, onRecord }: PasteRecordProps) {
  const text = useSignal("");
  const pasted = useSignal<PastedRecord | null>(null);

  function take(): void {
    const found = readPasted(text.value, inputs, layouts);
    pasted.value = found;
    if (!("fault" in found)) onRecord(found.record);
  }

  return (
    <details>
      <summary>Paste a record</summary>
      <div class="stack">
        <label for="pasted" class="label">Line or JSON object</label>
        <textarea
          id="pasted"
          class="mono"
          rows={3}
          aria-describedby="pasted-help"
          aria-invalid={pasted.value && "fault" in pasted.value ? "true" : undefined}
          value={text.value}
          onInput={(event) => text.value = event.currentTarget.value}
        />
        <p class="help" id="pasted-help">
          A raw line of KDD'99 or NSL-KDD, a line of CSV with or without its header, a JSON object
          such as a Suricata event, or a record of a Zeek log below its header.
        </p>
        <div>
          <button type="button" class="button" disabled={!IS_BROWSER} onClick={take}>
            Fill the form
          </button>
        </div>
        {pasted.value && <PasteNote pasted={pasted.value} count={inputs.length} />}
      </div>
    </details>
  );
}

function PasteNote({ pasted, count }: { pasted: PastedRecord; count: number }) {
  if ("fault" in pasted) return <Notice tone="error" live>{pasted.fault}</Notice>;
  const { takenFor, missing, mapped, ignored } = pasted;
  return (
    <p role="status" class="small">
      Read as {takenFor}: {count - missing.length} of {count} features filled.
      {mapped.length > 0 && ` ${describeMapping(mapped)}`}
      {missing.length > 0 && ` Missing: ${missing.join(", ")}.`}
      {ignored.length > 0 &&
        ` Not used: ${ignored.slice(0, 8).join(", ")}${ignored.length > 8 ? ", …" : ""}.`}
    </p>
  );
}
