import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";
import type { FieldErrors } from "../../lib/web/field_errors.ts";
import { focusFault } from "../../lib/web/focus_fault.ts";
import { formatCount } from "../../lib/base/format.ts";
import { parseNumber, parseSeed, SEED_ERROR } from "../../lib/web/records/parse_number.ts";
import {
  PROJECTION_LIMITS,
  type ProjectionMethod,
  type ProjectionRequest,
} from "../../lib/explain/projection/types.ts";
import { TextField } from "../controls/TextField.tsx";

interface ProjectionFormProps {
  method: ProjectionMethod;
  /** What the fields begin with. */
  initial: Pick<ProjectionRequest, "seed"> & Partial<ProjectionRequest>;
  label: string;
  onSubmit: (request: ProjectionRequest) => void;
}

/** How many records to draw, and how. */
export function ProjectionForm({ method, initial, label, onSubmit }: ProjectionFormProps) {
  const id = useId();
  const { sample, perplexity } = PROJECTION_LIMITS;
  const texts = useSignal({
    sample: String(initial.sample ?? sample.initial),
    perplexity: String(initial.perplexity ?? perplexity.initial),
    seed: String(initial.seed),
  });
  const errors = useSignal<FieldErrors>({});

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const found: FieldErrors = {};
    const within = (name: "sample" | "perplexity") => {
      const { least, most } = PROJECTION_LIMITS[name];
      const value = parseNumber(texts.value[name]);
      if (value !== null && Number.isInteger(value) && value >= least && value <= most) {
        return value;
      }
      found[name] = `Enter a whole number from ${formatCount(least)} to ${formatCount(most)}.`;
      return 0;
    };
    const request: ProjectionRequest = {
      method,
      sample: within("sample"),
      seed: parseSeed(texts.value.seed) ?? -1,
      ...(method === "t-sne" && { perplexity: within("perplexity") }),
    };
    if (request.seed === -1) found.seed = SEED_ERROR;
    errors.value = found;
    if (Object.keys(found).length === 0) return onSubmit(request);
    focusFault(event.currentTarget as HTMLFormElement);
  }

  const field = (name: keyof typeof texts.value, label: string, help: string) => (
    <TextField
      id={`${id}-${name}`}
      label={label}
      help={help}
      inputMode="numeric"
      value={texts.value[name]}
      error={errors.value[name]}
      onChange={(text) => texts.value = { ...texts.value, [name]: text }}
    />
  );
  return (
    <form class="stack" onSubmit={submit} noValidate>
      <div class="fields">
        {field("sample", "Records to draw", `At most ${formatCount(sample.most)}.`)}
        {method === "t-sne" &&
          field(
            "perplexity",
            "Perplexity",
            "Roughly how many neighbours each record has. Higher values show coarser groups.",
          )}
        {field("seed", "Seed", "The same seed gives the same map.")}
      </div>
      <div>
        <button type="submit" class="button button-primary" disabled={!IS_BROWSER}>{label}</button>
      </div>
    </form>
  );
}
