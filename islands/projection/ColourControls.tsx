import { useId } from "preact/hooks";

interface ColourControlsProps {
  modes: { mode: string; title: string }[];
  mode: string;
  onMode: (mode: string) => void;
  /** Titles of the models. */
  models: string[];
  /** Index of the model whose verdicts and scores are shown. */
  model: number;
  onModel: (model: number) => void;
}

/** What the colours of the points tell, and of which model. */
export function ColourControls(
  { modes, mode, onMode, models, model, onModel }: ColourControlsProps,
) {
  const id = useId();
  return (
    <div class="row small">
      <span class="row">
        <label for={`${id}-mode`}>Colour by</label>
        <select
          id={`${id}-mode`}
          class="short"
          value={mode}
          onChange={(event) => onMode(event.currentTarget.value)}
        >
          {modes.map(({ mode, title }) => <option key={mode} value={mode}>{title}</option>)}
        </select>
      </span>
      {models.length > 1 && (
        <span class="row">
          <label for={`${id}-model`}>Verdicts and scores of</label>
          <select
            id={`${id}-model`}
            class="short"
            value={model}
            onChange={(event) => onModel(Number(event.currentTarget.value))}
          >
            {models.map((title, index) => <option key={title} value={index}>{title}</option>)}
          </select>
        </span>
      )}
    </div>
  );
}
