import { useSignal } from "@preact/signals";
import { IS_BROWSER } from "fresh/runtime";
import { Icon } from "../../components/Icon.tsx";

/** Puts a text on the clipboard. */
export function CopyButton({ label, text }: { label: string; text: string }) {
  const said = useSignal("");

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      said.value = "Copied";
    } catch {
      said.value = "Your browser blocked copying. Select the text instead.";
    }
    setTimeout(() => said.value = "", 4000);
  }

  return (
    <span class="row">
      <button type="button" class="button button-small" disabled={!IS_BROWSER} onClick={copy}>
        <Icon name="copy" /> {label}
      </button>
      <span role="status" class="muted small">{said.value}</span>
    </span>
  );
}
