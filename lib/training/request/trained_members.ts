/**
 * Members of hybrids that were trained before, in another run.
 *
 * @module
 */
import { detectorDefinition, isSupervised } from "../../detectors/catalogue.ts";
import type { DetectorKind, DetectorState } from "../../detectors/detector.ts";
import type { MemberParams } from "../../detectors/hybrid/member_params.ts";
import type { FeaturePipeline } from "../../learning/features/pipeline.ts";
import { JobError } from "../../jobs/child.ts";
import { readBundle, readState } from "../../models/bundle.ts";
import type { FieldIssue } from "./field_issue.ts";
import type { DetectorRequest, RunRequest } from "../../resources/run.ts";

/** A trained model that may become a member. */
export interface TrainedModel {
  kind: DetectorKind;
  params: Record<string, unknown>;
  /** Of the run that made it. */
  request: RunRequest;
}

/** Looks a trained model up by its id. */
export type FindModel = (id: string) => TrainedModel | null;

/** What must be the same for models of two runs to work together, in words. */
const SETTINGS: Partial<Record<keyof RunRequest, string>> = {
  train: "training data",
  split: "part held out for the test",
  features: "features",
  encoding: "encoding",
  scaling: "scaling",
  context: "context",
  ports: "treatment of ports",
  columns: "options of single features",
  rareCategories: "treatment of rare categories",
  filters: "filters",
  dropDuplicates: "treatment of duplicates",
  sequenceBy: "sequences",
  seed: "seed",
};

/** The ids of the trained models that hybrids take. */
export function trainedModelsOf(detectors: DetectorRequest[]): string[] {
  const members = detectors.filter(({ kind }) => kind === "hybrid")
    .flatMap(({ params }) => params.members as MemberParams[]);
  return members.flatMap(({ model }) => model ?? []);
}

/**
 * Gives members that name a trained model its kind and parameters.
 *
 * @param params of a hybrid, not checked yet
 */
export function resolveMembers(
  params: Record<string, unknown>,
  find: FindModel,
): { params: Record<string, unknown>; issues: FieldIssue[] } {
  if (!Array.isArray(params.members)) return { params, issues: [] };
  const issues: FieldIssue[] = [];
  const members = params.members.map((member: unknown, index) => {
    if (typeof member !== "object" || member === null || !("model" in member)) return member;
    if (typeof member.model !== "string") return member;
    const model = find(member.model);
    if (model) return { ...member, kind: model.kind, params: model.params };
    const text = `There is no model "${member.model.slice(0, 100)}".`;
    issues.push([["members", index, "model"], text]);
    return member;
  });
  return { params: { ...params, members }, issues };
}

/**
 * Whether trained members saw the same rows in the same columns as the run that is asked for.
 * If not, they could not score its records, or would be judged by rows that they have learnt from.
 *
 * @param params of a hybrid, checked
 * @param settings of the run that is asked for
 */
export function checkMembers(
  params: Record<string, unknown>,
  settings: Omit<RunRequest, "name" | "detectors">,
  find: FindModel,
): FieldIssue[] {
  const supervised = isSupervised("hybrid", params);
  return (params.members as MemberParams[]).flatMap(({ model: id, kind, params }, index) => {
    const model = id === undefined ? null : find(id);
    if (!model) return [];
    const path = ["members", index, "model"];
    const differing = Object.entries(SETTINGS).filter(([key]) => {
      const name = key as keyof typeof settings;
      return JSON.stringify(settings[name]) !== JSON.stringify(model.request[name]);
    });
    if (differing.length > 0) {
      const text = `This model was trained with another ${
        differing.map(([, words]) => words).join(", another ")
      }. Repeat its settings, or set its kind to train it with the hybrid.`;
      return [[path, text] satisfies FieldIssue];
    }
    if (isSupervised(kind, params) === supervised) return [];
    const text = `${detectorDefinition(kind).title} was trained on features that were prepared ` +
      "from normal records alone; beside a detector that learns from attacks they differ. " +
      "Set its kind instead to train it with the hybrid.";
    return [[path, text] satisfies FieldIssue];
  });
}

/**
 * The state of a trained model.
 *
 * @param folder of its bundle
 * @param pipeline that prepares the features of the run that takes it
 * @throws {JobError} when the model was deleted, or takes other columns
 */
export async function readTrained(
  folder: string | undefined,
  pipeline: FeaturePipeline,
): Promise<DetectorState> {
  try {
    if (folder === undefined) throw new Deno.errors.NotFound();
    const bundle = await readBundle(folder);
    if (JSON.stringify(bundle.pipeline) !== JSON.stringify(pipeline.toJSON())) {
      throw new JobError(
        "A member of the hybrid was trained on features that were prepared differently: the dataset " +
          "has changed since. Retrain it.",
      );
    }
    return await readState(folder);
  } catch (error) {
    throw error instanceof Deno.errors.NotFound
      ? new JobError("A trained member of the hybrid was deleted.")
      : error;
  }
}
