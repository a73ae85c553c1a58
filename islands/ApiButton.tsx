import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";
import { Icon, type IconName } from "../components/Icon.tsx";
import { Notice } from "../components/Notice.tsx";
import { callApi } from "../lib/web/api.ts";
import { errorMessage } from "../lib/web/problem.ts";

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
  /** Page to open afterwards; `{id}` stands for the id in the answer. */
  next: string;
  /** Question to answer first. */
  confirm?: { title: string; text: string };
}

/** A button that does one thing through the API and then opens a page. */
export function ApiButton(
  { label, icon, tone, small, method, path, body, next, confirm }: ApiButtonProps,
) {
  const busy = useSignal(false);
  const error = useSignal<string | null>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  // Not useId(): every island of a page begins to count anew.
  const titleId = `${method}-${path}`.replace(/[^\w-]+/g, "-");

  async function run(): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    error.value = null;
    try {
      const answer = await callApi<{ id?: string } | undefined>(method, path, body);
      location.assign(next.replace("{id}", answer?.id ?? ""));
    } catch (thrown) {
      busy.value = false;
      error.value = errorMessage(thrown);
    }
  }

  const className = tone ? `button button-${tone}` : "button";
  const failure = error.value && <Notice tone="error" live>{error.value}</Notice>;
  return (
    <>
      <button
        type="button"
        class={small ? `${className} button-small` : className}
        disabled={!IS_BROWSER}
        aria-disabled={busy.value}
        onClick={() => confirm ? dialog.current?.showModal() : run()}
      >
        {icon && <Icon name={icon} />} {label}
        {small && confirm && <span class="visually-hidden">: {confirm.title}</span>}
      </button>
      {confirm
        ? (
          <dialog ref={dialog} aria-labelledby={titleId}>
            <div class="stack">
              <h2 id={titleId}>{confirm.title}</h2>
              <p>{confirm.text}</p>
              {failure}
              <div class="row">
                <button
                  type="button"
                  class={className}
                  aria-disabled={busy.value}
                  onClick={run}
                >
                  {label}
                </button>
                <button
                  type="button"
                  class="button"
                  autofocus
                  onClick={() => dialog.current?.close()}
                >
                  Keep
                </button>
              </div>
            </div>
          </dialog>
        )
        : failure}
    </>
  );
}
