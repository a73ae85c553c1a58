/**
 * Why metrics of two models may not be set against each other.
 *
 * @module
 */
import { formatCount, formatPlural, formatShare } from "../../base/format.ts";
import { isHindsight } from "../results/leaderboard.ts";
import { thresholdDefinition } from "../../learning/thresholds/catalogue.ts";
import type { ComparedModel } from "./types.ts";

const list = new Intl.ListFormat("en-GB");

type Fact = (model: ComparedModel) => string;

/**
 * What makes metrics of the models incomparable, or comparable with care, in sentences; nothing
 * where there is nothing.
 */
export function caveats(models: ComparedModel[]): string[] {
  if (models.length < 2) return [];
  return [
    differing(
      models,
      testKey,
      testWords,
      "They were tested on different records, so their metrics cannot be compared directly",
    ),
    ...(isSame(models, testKey)
      ? [differing(
        models,
        ({ result }) => String(result.testRows),
        ({ result }) => formatPlural(result.testRows, "record"),
        "They were tested on different numbers of records",
      )]
      : []),
    differing(
      models,
      ({ run }) => String(run.request.dropDuplicates),
      ({ run }) => run.request.dropDuplicates ? "dropped" : "kept",
      "Duplicates were treated differently, which changes how often a record counts",
    ),
    differing(
      models,
      ({ run }) => run.request.train,
      ({ run }) => run.trainName,
      "They learned from different data",
    ),
    differing(
      models,
      ({ result }) => String(result.trainedAttacks !== undefined),
      ({ result }) => result.trainedAttacks === undefined ? "normal records only" : "attacks too",
      "Some learned from labelled attacks, others from normal records only",
    ),
    featuresCaveat(models),
    ...models.filter(isHindsight).map(hindsightWords),
    ...overlapWords(models),
  ].filter((text) => text !== null);
}

/** Whether all models were tested on the same records, so that the best metric can be named. */
export function isSameTest(models: ComparedModel[]): boolean {
  return isSame(models, testKey) && isSame(models, ({ result }) => String(result.testRows));
}

/** Says which model has which, where they differ. */
function differing(
  models: ComparedModel[],
  key: Fact,
  words: Fact,
  claim: string,
): string | null {
  if (isSame(models, key)) return null;
  return `${claim}: ${withWords(models, words)}.`;
}

/** What each group of models has, such as `test.csv for A and B; other.csv for C`. */
function withWords(models: ComparedModel[], words: Fact): string {
  const groups = Map.groupBy(models, words);
  return [...groups].map(([text, group]) => `${text} for ${namesOf(group, models)}`).join("; ");
}

/** Models by name; whole runs of several models by the name of the run, where it is the only one. */
function namesOf(group: ComparedModel[], models: ComparedModel[]): string {
  const names = group.flatMap(({ title, run }, index) => {
    const ofRun = models.filter((model) => model.run.id === run.id);
    const isWhole = ofRun.length > 1 && ofRun.every((model) => group.includes(model)) &&
      models.every((model) => model.run.id === run.id || model.run.name !== run.name);
    if (!isWhole) return [title];
    return group.findIndex((model) => model.run.id === run.id) === index
      ? [`the models of "${run.name}"`]
      : [];
  });
  return list.format(names);
}

function isSame(models: ComparedModel[], key: Fact): boolean {
  return new Set(models.map(key)).size === 1;
}

function testKey({ run: { request } }: ComparedModel): string {
  const { test, train, split, seed, dropDuplicates } = request;
  return test !== undefined
    ? JSON.stringify([test, dropDuplicates])
    : JSON.stringify([train, split?.test, seed, dropDuplicates]);
}

function testWords({ run: { request, trainName, testName } }: ComparedModel): string {
  if (request.test !== undefined) {
    return `${testName}${request.dropDuplicates ? " without duplicates" : ""}`;
  }
  return `${formatShare(request.split?.test ?? 0)} of ${trainName}, seed ${request.seed}${
    request.dropDuplicates ? ", without duplicates" : ""
  }`;
}

function featuresCaveat(models: ComparedModel[]): string | null {
  const features = ({ run }: ComparedModel) => run.data?.features ?? [];
  if (isSame(models, (model) => JSON.stringify(features(model).toSorted()))) return null;
  const words = (model: ComparedModel) => formatPlural(features(model).length, "feature");
  return `They use different features: ${withWords(models, words)}.`;
}

function hindsightWords({ title, result: { threshold } }: ComparedModel): string {
  return thresholdDefinition(threshold.rule).usesTestLabels
    ? `The threshold of ${title} used test labels: its accuracy, precision, recall and F1 show what is possible, not what to expect.`
    : `The threshold of ${title} was changed after the test: its accuracy, precision, recall and F1 may be optimistic.`;
}

/** Share of test rows known from training above which it is worth a word. */
const MUCH_OVERLAP = 0.01;

function overlapWords(models: ComparedModel[]): string[] {
  return [...Map.groupBy(models, ({ run }) => run.id).values()].flatMap((group) => {
    const { data } = group[0].run;
    if (!data || data.testRows === 0 || data.overlap / data.testRows < MUCH_OVERLAP) return [];
    return [
      `${formatCount(data.overlap)} test records of ${namesOf(group, models)} (${
        formatShare(data.overlap / data.testRows)
      }) also appear in the training data.`,
    ];
  });
}
