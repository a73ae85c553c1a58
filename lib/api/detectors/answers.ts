import { z } from "zod";
import type { DetectorDefinition, DetectorField } from "../../detectors/definition.ts";
import { count } from "../../resources/fields.ts";

const fieldSchema = z.object({
  name: z.string(),
  label: z.string(),
  knownAs: z.string().optional().describe("Its name in scikit-learn or PyOD"),
  help: z.string(),
  type: z.enum(["integer", "number", "auto-or-number", "integer-list", "choice", "members"]),
  default: z.unknown(),
  min: z.number().optional(),
  max: z.number().optional(),
  maxLength: count.optional().describe("Maximum length of the list"),
  options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
});

/** A detector with its parameters. */
export const detectorSchema = z.object({
  kind: z.string(),
  title: z.string(),
  knownAs: z.string().optional().describe("Its name in scikit-learn or PyOD"),
  summary: z.string(),
  source: z.string().describe("The paper or standard it is based on"),
  requires: z.object({
    rows: count.describe("Minimum number of training rows"),
    labels: z.literal(true).optional().describe("Whether it also learns from attacks"),
    order: z.literal(true).optional().describe("Whether it can use the rows before each row"),
  }),
  cost: z.number().describe(
    "Approximate training time, as a multiple of the time to read the data",
  ),
  fields: z.array(fieldSchema).describe("The parameters accepted in `params` of a run"),
}).meta({ id: "Detector" });

/** A detector as the API shows it. */
export function describeDetector(definition: DetectorDefinition): z.infer<typeof detectorSchema> {
  const { kind, title, knownAs, summary, source, requires, cost, fields } = definition;
  return { kind, title, knownAs, summary, source, requires, cost, fields: fields.map(describe) };
}

/** Lists that forms offer are no part of it: they are as long as all members' parameters. */
function describe(field: DetectorField): z.infer<typeof fieldSchema> {
  if (field.type !== "members") return field;
  const { presets: _, ...rest } = field;
  return rest;
}
