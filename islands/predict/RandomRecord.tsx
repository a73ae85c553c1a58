import { useSignal } from "@preact/signals";
import { IS_BROWSER } from "fresh/runtime";
import { Icon } from "../../components/Icon.tsx";
import type { RecordKind } from "./ask_models.ts";

interface RandomRecordProps {
  /** Whether records are known to be normal or an attack. */
  labelled: boolean;
  busy: boolean;
  onFill: (kind: RecordKind) => void;
}

/** Fills the form with a record of the test data. */
export function RandomRecord({ labelled, busy, onFill }: RandomRecordProps) {
  const kind = useSignal<RecordKind>("any");
  return (
    <div class="row">
      {labelled && (
        <select
          class="short"
          aria-label="Which random record"
          value={kind.value}
          onChange={(event) => kind.value = event.currentTarget.value as RecordKind}
        >
          <option value="any">Any record</option>
          <option value="normal">Normal traffic</option>
          <option value="attack">An attack</option>
        </select>
      )}
      <button
        type="button"
        class="button"
        disabled={!IS_BROWSER}
        aria-disabled={busy}
        onClick={() => onFill(kind.value)}
      >
        <Icon name="dice" /> Fill with a random record
      </button>
    </div>
  );
}
