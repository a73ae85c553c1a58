import { SEVERITY_BANDS } from "../../lib/learning/severity/severity.ts";
import { ALERT_SOURCES, ALERT_STATES } from "../../lib/resources/choices.ts";
import { ANY, type FilterTexts } from "../../lib/web/alerts/alert_page.ts";
import { SOURCE_NAMES, STATE_NAMES } from "../../lib/web/alerts/describe_alert.ts";

interface Option {
  value: string;
  text: string;
}

interface AlertFiltersProps {
  texts: FilterTexts;
  view: "list" | "groups";
  rules: Option[];
  models: Option[];
  assignees: string[];
  /** Whether anything but the usual is asked for. */
  isOn: boolean;
}

const BANDS = SEVERITY_BANDS.filter((band) => band !== "low").reverse();

/** What to look for; the address of the page holds it. */
export function AlertFilters({ texts, view, rules, models, assignees, isOn }: AlertFiltersProps) {
  return (
    <form class="run-filters" method="get" action="/alerts" role="search" aria-label="Alerts">
      <Input name="text" label="Search" type="search" texts={texts} />
      <Choice
        name="state"
        label="State"
        texts={texts}
        options={[
          ...ALERT_STATES.map((state) => ({ value: state, text: STATE_NAMES[state] })),
          { value: ANY, text: "Any" },
        ]}
      />
      <Choice
        name="severity"
        label="Severity"
        any="Any"
        texts={texts}
        options={BANDS.map((band) => ({
          value: band,
          text: band === "critical" ? "Critical" : `${capital(band)} or higher`,
        }))}
      />
      <Input name="host" label="Host" type="text" texts={texts} />
      <Choice
        name="assignee"
        label="Assigned to"
        any="Anyone"
        texts={texts}
        options={[
          { value: "-", text: "Unassigned" },
          ...assignees.map((name) => ({ value: name, text: name })),
        ]}
      />
      <div class="row">
        <button type="submit" class="button">Apply</button>
        {isOn && <a href="/alerts" aria-current="false">Reset</a>}
      </div>
      <details class="more-filters" open={isMore(texts)}>
        <summary>More filters</summary>
        <div class="run-filters">
          <Choice name="rule" label="Rule" any="Any" texts={texts} options={rules} />
          <Choice
            name="source"
            label="Source"
            any="Any"
            texts={texts}
            options={ALERT_SOURCES.map((type) => ({ value: type, text: SOURCE_NAMES[type] }))}
          />
          <Choice name="model" label="Model" any="Any" texts={texts} options={models} />
          <Input name="from" label="Records from (UTC)" type="datetime-local" texts={texts} />
          <Input name="to" label="Records until (UTC)" type="datetime-local" texts={texts} />
          <Choice
            name="suppressed"
            label="Muted"
            texts={texts}
            options={[
              { value: "false", text: "Hide" },
              { value: "true", text: "Only muted" },
              { value: ANY, text: "Show" },
            ]}
          />
        </div>
      </details>
      {texts.sourceId && <input type="hidden" name="sourceId" value={texts.sourceId} />}
      {view === "groups" && <input type="hidden" name="view" value="groups" />}
    </form>
  );
}

function isMore(texts: FilterTexts): boolean {
  return ["rule", "source", "model", "from", "to"].some((name) => texts[name] !== undefined) ||
    texts.suppressed !== "false";
}

function capital(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}

function Input({ name, label, type, texts }: {
  name: string;
  label: string;
  type: "search" | "text" | "datetime-local";
  texts: FilterTexts;
}) {
  return (
    <div class="field">
      <label for={`filter-${name}`}>{label}</label>
      <input
        id={`filter-${name}`}
        name={name}
        type={type}
        value={type === "datetime-local" ? texts[name]?.slice(0, 16) : texts[name]}
      />
    </div>
  );
}

function Choice({ name, label, any, texts, options }: {
  name: string;
  label: string;
  /** Of the choice that leaves nothing out; absent where `options` has it. */
  any?: string;
  texts: FilterTexts;
  options: Option[];
}) {
  return (
    <div class="field">
      <label for={`filter-${name}`}>{label}</label>
      <select id={`filter-${name}`} name={name}>
        {any && <option value="">{any}</option>}
        {options.map(({ value, text }) => (
          <option key={value} value={value} selected={value === texts[name]}>{text}</option>
        ))}
      </select>
    </div>
  );
}
