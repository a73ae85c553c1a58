import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";
import { Icon } from "../components/Icon.tsx";
import { Notice } from "../components/Notice.tsx";
import { errorMessage, parseProblem, ProblemError } from "../lib/web/problem.ts";

/** Takes in a model that another Netsift exported, and opens its run. */
export function ImportModel() {
  const busy = useSignal(false);
  const error = useSignal<string | null>(null);
  const input = useRef<HTMLInputElement>(null);

  async function send(file: File): Promise<void> {
    busy.value = true;
    error.value = null;
    try {
      const response = await fetch(`/api/v1/models?name=${encodeURIComponent(file.name)}`, {
        method: "POST",
        body: file,
      });
      const text = await response.text();
      if (!response.ok) throw new ProblemError(parseProblem(response.status, text));
      location.assign(`/runs/${(JSON.parse(text) as { run: string }).run}`);
    } catch (thrown) {
      busy.value = false;
      error.value = errorMessage(thrown);
    }
  }

  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".zip,application/zip"
        aria-label="Exported model"
        hidden
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          currentTarget.value = "";
          if (file) send(file);
        }}
      />
      <button
        type="button"
        class="button"
        disabled={!IS_BROWSER}
        aria-disabled={busy.value}
        onClick={() => !busy.value && input.current?.click()}
      >
        <Icon name="upload" /> {busy.value ? "Importing…" : "Import a model"}
      </button>
      {error.value && <Notice tone="error" live>{error.value}</Notice>}
    </>
  );
}
