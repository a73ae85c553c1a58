import { Fragment } from "preact";
import { useSignal } from "@preact/signals";
import { IS_BROWSER } from "fresh/runtime";
import { Icon } from "../components/Icon.tsx";
import { Term } from "../components/Term.tsx";
import type { Baseline } from "../lib/resources/detection.ts";
import { callApi } from "../lib/web/api.ts";
import { errorAt } from "../lib/web/field_errors.ts";
import { ProblemError } from "../lib/web/problem.ts";
import { FormDialog } from "./dialogs/FormDialog.tsx";

interface StartDetectionProps {
  dataset: string;
  /** Of the dataset. */
  name: string;
  isSmall?: boolean;
}

const CHOICES = [
  {
    value: "period",
    label: "A period",
    help: "Netsift learns what is usual from this period only and reports nothing in it.",
  },
  {
    value: "whole",
    label: "All of it",
    help: "Models learn from all records and flag at most 1% of them.",
  },
  {
    value: "unknown",
    label: "I don't know",
    help: "Hosts are compared with their own past and with each other.",
  },
] as const;

/** What is wrong with a period without ends. */
const NO_PERIOD = {
  title: "No period",
  status: 422,
  errors: [{
    pointer: "/baseline",
    detail: "Enter the start of the clean period, its end, or both.",
  }],
};

/** Asks the one question that a detection needs, starts it and opens its page. */
export function StartDetection({ dataset, name, isSmall = false }: StartDetectionProps) {
  const isAsking = useSignal(false);
  return (
    <>
      <button
        type="button"
        class={`button button-primary${isSmall ? " button-small" : ""}`}
        disabled={!IS_BROWSER}
        onClick={() => isAsking.value = true}
      >
        <Icon name="search" /> Find what is unusual
        {isSmall && <span class="visually-hidden">in {name}</span>}
      </button>
      {isAsking.value && (
        <BaselineDialog
          dataset={dataset}
          onClose={() => isAsking.value = false}
        />
      )}
    </>
  );
}

function BaselineDialog({ dataset, onClose }: { dataset: string; onClose: () => void }) {
  const choice = useSignal<typeof CHOICES[number]["value"]>("unknown");
  const from = useSignal("");
  const to = useSignal("");

  async function start(): Promise<void> {
    if (choice.value === "period" && from.value === "" && to.value === "") {
      throw new ProblemError(NO_PERIOD);
    }
    const baseline: Baseline = choice.value === "period"
      ? {
        ...(from.value !== "" && { from: new Date(from.value).toISOString() }),
        ...(to.value !== "" && { to: new Date(to.value).toISOString() }),
      }
      : choice.value;
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const { id } = await callApi<{ id: string }>("POST", "/detections", {
      dataset,
      baseline,
      timeZone,
    });
    location.assign(`/detections/${id}`);
  }

  return (
    <FormDialog title="Find what is unusual" action="Start" onClose={onClose} onSubmit={start}>
      {(errors) => (
        <fieldset class="baseline" aria-describedby="baseline-error">
          <legend>
            Which <Term name="Clean period">period is known to be clean</Term>?
          </legend>
          {CHOICES.map(({ value, label, help }) => (
            <Fragment key={value}>
              <label class="choice">
                <input
                  type="radio"
                  name="baseline"
                  value={value}
                  checked={choice.value === value}
                  onChange={() => choice.value = value}
                />
                <span>
                  <strong>{label}</strong>
                  <small>{help}</small>
                </span>
              </label>
              {value === "period" && choice.value === value && (
                <div class="row period">
                  {[{ label: "From", field: from }, { label: "To", field: to }].map((end) => (
                    <label key={end.label} class="field">
                      <span>{end.label} (your local time)</span>
                      <input
                        type="datetime-local"
                        value={end.field.value}
                        aria-invalid={errorAt(errors, "/baseline") !== undefined}
                        onInput={(event) =>
                          end.field.value = event.currentTarget.value}
                      />
                    </label>
                  ))}
                </div>
              )}
            </Fragment>
          ))}
          {errorAt(errors, "/baseline") && (
            <p class="field-error" id="baseline-error">{errorAt(errors, "/baseline")}</p>
          )}
        </fieldset>
      )}
    </FormDialog>
  );
}
