import { useSignal } from "@preact/signals";
import { IS_BROWSER } from "fresh/runtime";
import { Icon, type IconName } from "../components/Icon.tsx";
import { Notice } from "../components/Notice.tsx";
import { callApi } from "../lib/web/api.ts";
import { errorMessage } from "../lib/web/problem.ts";
import { ConfirmDialog } from "./dialogs/ConfirmDialog.tsx";

interface ApiButtonProps {
  label: string;
  icon?: IconName;
  tone?: "primary" | "danger";
  /** For a row of a table. */
  small?: boolean;
  method: "POST" | "PATCH" | "DELETE";
  /** Path of the API, such as `/runs/1/cancel`. */
  path: string;
  /** What is sent. */
  body?: unknown;
  /** Page to open afterwards; `{id}` is replaced by the id in the answer. */
  next: string;
  /** Question to answer first. */
  confirm?: { title: string; text: string };
}

/** A button that does one thing through the API and then opens a page. */
export function ApiButton(
  { label, icon, tone, small, method, path, body, next, confirm }: ApiButtonProps,
) {
  const busy = useSignal(false);
  const asking = useSignal(false);
  const error = useSignal<string | null>(null);

  async function call(): Promise<void> {
    const answer = await callApi<{ id?: string } | undefined>(method, path, body);
    busy.value = true;
    location.assign(next.replace("{id}", answer?.id ?? ""));
  }

  async function run(): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    error.value = null;
    try {
      await call();
    } catch (thrown) {
      busy.value = false;
      error.value = errorMessage(thrown);
    }
  }

  return (
    <>
      <button
        type="button"
        class={`button${tone ? ` button-${tone}` : ""}${small ? " button-small" : ""}`}
        disabled={!IS_BROWSER}
        aria-disabled={busy.value}
        onClick={() => confirm ? asking.value = !busy.value : run()}
      >
        {icon && <Icon name={icon} />} {label}
        {small && confirm && <span class="visually-hidden">: {confirm.title}</span>}
      </button>
      {confirm && asking.value && (
        <ConfirmDialog
          {...confirm}
          action={label}
          onClose={() => asking.value = false}
          onConfirm={call}
        />
      )}
      {error.value && <Notice tone="error" live>{error.value}</Notice>}
    </>
  );
}
