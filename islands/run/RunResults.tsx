import { compareAddress, MOST_COMPARED } from "../../lib/web/comparison/models.ts";
import { isSameRule } from "../../lib/web/training/threshold_form.ts";
import { allWarnings, failedDetectors } from "../../lib/training/detectors.ts";
import type { Run } from "../../lib/resources/run.ts";
import { thresholdDefinition } from "../../lib/learning/thresholds/catalogue.ts";
import type { ScoredModel } from "../../components/charts/scored_model.ts";
import { FindingsSection } from "../findings/FindingsSection.tsx";
import { Icon } from "../../components/Icon.tsx";
import { Notice } from "../../components/Notice.tsx";
import { type PageSection, SectionIndex } from "../../components/SectionIndex.tsx";
import { ProjectionSection } from "../projection/ProjectionSection.tsx";
import { AgreementTable } from "../../components/run/AgreementTable.tsx";
import { ModelCharts } from "./ModelCharts.tsx";
import { ModelComparison } from "./ModelComparison.tsx";
import { RecallTable } from "../../components/run/RecallTable.tsx";
import { ResultsTable } from "./ResultsTable.tsx";
import { RunAgreement } from "./RunAgreement.tsx";
import { RunSettings } from "../../components/run/RunSettings.tsx";
import { RunFacts } from "../../components/run/RunFacts.tsx";
import { SetAsideCard } from "../../components/run/SetAsideCard.tsx";
import { UnlabelledResults } from "../unlabelled/UnlabelledResults.tsx";

interface RunResultsProps {
  run: Run;
  models: ScoredModel[];
  /** Category of attack by label, where it is known. */
  categories: Record<string, string>;
  /** Gets a model whose threshold has changed. */
  onChange: (model: ScoredModel) => void;
}

/** The results of a run that is done, from the overview to the single model. */
export function RunResults({ run, models, categories, onChange }: RunResultsProps) {
  const { results, data } = run;
  // Those of a model change with its threshold.
  const warnings = allWarnings({ ...run, results: models.map(({ result }) => result) });
  const compared = models.filter(({ curves }) => curves.roc !== null);
  const judged = results.some(({ metrics }) => metrics.confusion !== null);
  const labelled = results.some(({ perClass }) => perClass.length > 0);
  const titles = models.map(({ title }) => title);
  const hasFindings = !judged && models.length > 0;
  const sections: (PageSection | false)[] = [
    { id: "results-title", title: judged ? "Results" : "Detectors" },
    hasFindings && { id: "findings-title", title: "Findings" },
    data !== null && { id: "facts-title", title: "Data" },
    compared.length > 0 && { id: "compare-title", title: "Comparison" },
    models.length > 1 && { id: "agreement-title", title: "Agreement" },
    labelled && { id: "recall-title", title: "Recall for each attack" },
    { id: "projection-title", title: "Map" },
    { id: "model-title", title: "Each model" },
  ];
  return (
    <div class="stack-large">
      {warnings.length > 0 && (
        <Notice tone="warning">
          {warnings.length === 1
            ? <p>{warnings[0]}</p>
            : <ul>{warnings.map((warning) => <li key={warning}>{warning}</li>)}</ul>}
        </Notice>
      )}
      <SectionIndex sections={sections.filter((section) => section !== false)} />
      {judged
        ? (
          <section class="stack" aria-labelledby="results-title">
            <h2 id="results-title">Results</h2>
            <ResultsTable models={models} failed={failedDetectors(run)} seed={run.request.seed} />
            <div>
              <a
                class="button"
                href={compareAddress(results.slice(0, MOST_COMPARED).map(({ model }) => model))}
              >
                Compare with models of other runs <Icon name="arrow" />
              </a>
            </div>
            <p class="muted small">{thresholdsNote(models)}</p>
          </section>
        )
        : <UnlabelledResults run={run} models={models} />}
      {hasFindings && <FindingsSection models={models} />}
      <SetAsideCard models={models} />
      {data && (
        <section class="card" aria-labelledby="facts-title">
          <header>
            <h2 id="facts-title">Data of this run</h2>
          </header>
          <div class="stack">
            <RunFacts run={run} data={data} />
            <RunSettings run={run} />
          </div>
        </section>
      )}
      {compared.length > 0 && (
        <section class="stack" aria-labelledby="compare-title">
          <h2 id="compare-title">Model comparison</h2>
          <ModelComparison models={compared} />
        </section>
      )}
      {models.length > 1 && (
        <section class="stack" aria-labelledby="agreement-title">
          <h2 id="agreement-title">Where the models agree</h2>
          <RunAgreement models={models} />
        </section>
      )}
      {results.map(({ model, agreement }, index) =>
        agreement && (
          <section key={model} class="stack" aria-labelledby={`${model}-members-title`}>
            <h2 id={`${model}-members-title`}>{titles[index]}: what its members find</h2>
            <AgreementTable title={titles[index]} agreement={agreement} />
          </section>
        )
      )}
      {labelled && (
        <section class="stack" aria-labelledby="recall-title">
          <h2 id="recall-title">Recall for each attack</h2>
          <RecallTable titles={titles} results={results} categories={categories} />
        </section>
      )}
      <ProjectionSection run={run} models={models} />
      <section class="stack" aria-labelledby="model-title">
        <h2 id="model-title">Each model</h2>
        <ModelCharts models={models} isJudged={judged} onChange={onChange} />
      </section>
    </div>
  );
}

/** Whether the thresholds knew the test. */
function thresholdsNote(models: ScoredModel[]): string {
  const rules = models.map(({ result }) => thresholdDefinition(result.threshold.rule));
  if (rules.some(({ usesTestLabels }) => usesTestLabels)) {
    return "Where a threshold uses test labels, accuracy, precision, recall and F1 show what is possible, not what to expect on new traffic.";
  }
  if (models.some(({ asked, result }) => !isSameRule(asked, result.threshold))) {
    return "A threshold was changed after the test. Choosing one by the metrics here uses the test data: validate the choice on other records.";
  }
  if (rules.some(({ usesTestScores }) => usesTestScores)) {
    return "No threshold uses the labels of the test data; some follow the scores of the test records.";
  }
  return "Every threshold was set before the test, from normal training records that the model had not seen or as a fixed number. No metric here uses test labels to choose anything.";
}
