import { DETECTORS } from "../../lib/detectors/catalogue.ts";
import { isFilterOn, RUN_STATUSES, type RunFilter } from "../../lib/training/request/run_filter.ts";
import { STATUS_NAMES } from "../StatusBadge.tsx";

interface RunFiltersProps {
  filter: RunFilter;
  /** Datasets that runs were made with; some of them deleted since. */
  datasets: { id: string; name: string }[];
}

/** What to look for in the history; the address of the page holds it. */
export function RunFilters({ filter, datasets }: RunFiltersProps) {
  return (
    <form class="run-filters" method="get" action="/runs" role="search" aria-label="Runs">
      <div class="field">
        <label for="filter-text">Search</label>
        <input id="filter-text" name="text" type="search" value={filter.text} />
      </div>
      <Choice
        name="status"
        label="Status"
        value={filter.status}
        options={RUN_STATUSES.map((status) => ({ value: status, text: STATUS_NAMES[status] }))}
      />
      <Choice
        name="detector"
        label="Detector"
        value={filter.kind}
        options={DETECTORS.map(({ kind, title }) => ({ value: kind, text: title }))}
      />
      <Choice
        name="dataset"
        label="Dataset"
        value={filter.dataset}
        options={datasets.map(({ id, name }) => ({ value: id, text: name }))}
      />
      <div class="row">
        <button type="submit" class="button">Apply</button>
        {isFilterOn(filter) && <a href="/runs" aria-current="false">Show all</a>}
      </div>
    </form>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  value: string | null;
  options: { value: string; text: string }[];
}

function Choice({ name, label, value, options }: ChoiceProps) {
  return (
    <div class="field">
      <label for={`filter-${name}`}>{label}</label>
      <select id={`filter-${name}`} name={name}>
        <option value="">Any</option>
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}
