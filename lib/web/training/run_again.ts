/**
 * The training form, filled in from a run that there is.
 *
 * @module
 */
import type { DetectorDefinition, DetectorField } from "../../detectors/definition.ts";
import type { MemberParams } from "../../detectors/hybrid/member_params.ts";
import { detectorTitle } from "../../detectors/titles.ts";
import { DEFAULT_CONTEXT } from "../../learning/context/context_options.ts";
import type { RunRequest } from "../../resources/run.ts";
import { thresholdDefinition } from "../../learning/thresholds/catalogue.ts";
import { type DetectorEntry, newDetectorEntry } from "./detector_form.ts";
import { TEN_FEATURES } from "./feature_sets.ts";
import { defaultText, type ParamTexts } from "./param_form.ts";
import { seedsOf } from "../../training/request/seeds.ts";
import { areConsecutive } from "./describe_seeds.ts";
import { isSameRule, ruleEntry } from "./threshold_form.ts";
import { newTrainEntry, type TrainEntry } from "./train_form.ts";
import type { TrainDataset } from "./train_dataset.ts";

/** A form with what it could not take over. */
export interface RefilledForm {
  entry: TrainEntry;
  /** In sentences; empty where the form asks for the same run. */
  remarks: string[];
}

/**
 * The form that asks for the run again, so that it can be changed first.
 *
 * @param request of the run
 * @param datasets that are ready
 * @param definitions of all detectors
 */
export function refillForm(
  request: RunRequest,
  datasets: TrainDataset[],
  definitions: DetectorDefinition[],
): RefilledForm {
  const remarks: string[] = [];
  const dataset = datasets.find(({ id }) => id === request.train);
  const test = request.test === undefined
    ? undefined
    : datasets.find(({ id }) => id === request.test);
  const first = dataset ?? datasets[0];
  if (!dataset) remarks.push("The training data of the run was deleted; choose other data.");
  if (request.test !== undefined && !test) {
    remarks.push("The test data of the run was deleted; choose other data or a split.");
  }
  const plain = {
    ...newTrainEntry(first, "", definitions),
    test: test && test.id !== first.id ? test.id : "",
    testChosen: true,
  };
  const chosen = refillFeatures(request, first);
  remarks.push(...chosen.remarks);
  const detectors = refillDetectors(request, definitions);
  remarks.push(...detectors.remarks);
  const seeds = seedsOf(request);
  if (!areConsecutive(seeds)) {
    remarks.push(
      `The form uses consecutive seeds; those of the run are ${seeds.join(", ")}.`,
    );
  }
  const { context, filters, rareCategories, columns, contamination } = request;
  const isUnlabelled = first.labels.length === 0;
  if (contamination && !isUnlabelled) {
    remarks.push("The form sets training rows aside only where the data has no labels.");
  }
  if (columns && Object.keys(columns).length > 0) {
    remarks.push(
      `The form has no exceptions for single features; these are left out: ${
        Object.keys(columns).join(", ")
      }.`,
    );
  }
  const entry: TrainEntry = {
    ...plain,
    name: request.name,
    ...(request.split ? { testShare: percentText(request.split.test) } : {}),
    ...chosen.features,
    encoding: request.encoding,
    scaling: request.scaling,
    featureOptions: {
      contextSeconds: context?.seconds.join(", ") ?? "",
      contextConnections: String((context ?? DEFAULT_CONTEXT).connections),
      ports: request.ports ?? "numbers",
      nearConstant: percentText(filters?.nearConstant),
      correlation: filters?.correlation === undefined ? "" : String(filters.correlation),
      rareShare: percentText(rareCategories?.minShare),
      rareCount: rareCategories?.minCount === undefined ? "" : String(rareCategories.minCount),
    },
    dropDuplicates: request.dropDuplicates,
    ...(contamination && isUnlabelled && {
      contamination: percentText(contamination.share),
      contaminationRounds: String(contamination.rounds),
    }),
    sequenceBy: first.columns.some(({ name }) => name === request.sequenceBy)
      ? request.sequenceBy!
      : "",
    seed: String(request.seed),
    seedCount: String(seeds.length),
    detectors: detectors.entries,
  };
  return { entry, remarks };
}

function refillFeatures(
  { features }: RunRequest,
  { columns }: TrainDataset,
): { features: Partial<TrainEntry>; remarks: string[] } {
  if (features === "all") return { features: { features: "all" }, remarks: [] };
  const names = new Set(columns.map(({ name }) => name));
  const gone = features.filter((name) => !names.has(name));
  if (gone.length > 0) {
    return {
      features: {},
      remarks: [`The data has no columns ${gone.slice(0, 5).join(", ")}; choose features again.`],
    };
  }
  const isTen = features.length === TEN_FEATURES.length &&
    TEN_FEATURES.every((name) => features.includes(name));
  return {
    features: isTen ? { features: "ten" } : { features: "pick", picked: features },
    remarks: [],
  };
}

function refillDetectors(
  { detectors }: RunRequest,
  definitions: DetectorDefinition[],
): { entries: DetectorEntry[]; remarks: string[] } {
  const remarks: string[] = [];
  const entries = definitions.map((definition): DetectorEntry => {
    const { kind, fields } = definition;
    const [asked, ...others] = detectors.filter((detector) => detector.kind === kind);
    if (!asked) return { ...newDetectorEntry(definition), chosen: false };
    const title = detectorTitle(kind);
    if (others.length > 0) {
      remarks.push(`The form offers each detector once: only the first ${title} is filled in.`);
    }
    const params: ParamTexts = {};
    for (const field of fields) {
      const text = textOf(field, asked.params[field.name], definitions);
      if (text === null) {
        remarks.push(
          `${title}: the form does not offer the ${field.label.toLowerCase()} of the run.`,
        );
      }
      params[field.name] = text ?? defaultText(field);
    }
    const isDefault = isSameRule(asked.threshold, definition.defaultThreshold(asked.params));
    const { rule, texts } = ruleEntry(asked.threshold);
    const isKnown = thresholdDefinition(rule).fields.every(({ name }) =>
      texts[name] !== "undefined"
    );
    return isDefault || !isKnown
      ? { kind, chosen: true, params, rule: "default", ruleParams: {} }
      : { kind, chosen: true, params, rule, ruleParams: texts };
  });
  return { entries, remarks };
}

/** A parameter as it is typed; `null` for what the form does not offer. */
function textOf(
  field: DetectorField,
  value: unknown,
  definitions: DetectorDefinition[],
): string | null {
  if (value === undefined) return defaultText(field);
  if (field.type === "members") {
    const asked = value as MemberParams[];
    const wanted = JSON.stringify(asked.map((member) => completeMember(member, definitions)));
    return field.presets.find(({ members }) => JSON.stringify(members) === wanted)?.value ?? null;
  }
  return Array.isArray(value) ? value.join(", ") : String(value);
}

/** A member with the parameters that its detector did not have when the run was stored. */
function completeMember(member: MemberParams, definitions: DetectorDefinition[]): MemberParams {
  const fields = definitions.find(({ kind }) => kind === member.kind)?.fields ?? [];
  const defaults = Object.fromEntries(fields.map((field) => [field.name, field.default]));
  return { ...member, params: { ...defaults, ...member.params } };
}

/** A share in percent, as it is typed. */
function percentText(share: number | undefined): string {
  return share === undefined ? "" : String(Number((share * 100).toPrecision(12)));
}
