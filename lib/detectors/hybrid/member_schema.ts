/**
 * Checks the members of a hybrid that come from outside.
 *
 * @module
 */
import { z } from "zod";
import { namedValues } from "../../base/named_values.ts";
import { thresholdDefinition } from "../../learning/thresholds/catalogue.ts";
import { thresholdRuleSchema } from "../../learning/thresholds/schema.ts";
import { DETECTOR_KINDS, detectorDefinition } from "../catalogue.ts";
import { paramsSchema } from "../../learning/params.ts";
import type { ParamField } from "../../learning/param_field.ts";
import type { DetectorField } from "../definition.ts";
import { MEMBERS, memberThreshold } from "./member.ts";
import type { MemberParams } from "./member_params.ts";
import { givenId } from "../../base/request_limits.ts";

/**
 * The check of a list of members: fills in the defaults of each one's parameters, its threshold and
 * its weight.
 *
 * @param name of the parameter, for messages
 */
export function membersSchema(name: string): z.ZodType<MemberParams[]> {
  const message = `${name} must be a list of ${MEMBERS.min} to ${MEMBERS.max} detectors, such as ` +
    `[{"kind": "autoencoder"}, {"kind": "isolation-forest"}].`;
  return z.array(memberSchema(), { error: message })
    .min(MEMBERS.min, message).max(MEMBERS.max, message);
}

function memberSchema(): z.ZodType<MemberParams> {
  const kinds = DETECTOR_KINDS.filter((kind) => kind !== "hybrid");
  const weight = "weight must be a number from 0 to 100.";
  const schema = z.strictObject({
    kind: z.enum(kinds, { error: `A member is one of ${kinds.join(", ")}.` }),
    params: namedValues(z.unknown()).default({}),
    threshold: thresholdRuleSchema.optional(),
    weight: z.number({ error: weight }).min(0, weight).max(100, weight).default(1),
    model: givenId.optional(),
  });
  return schema.transform(({ kind, params, threshold, weight, model }, context) => {
    const definition = detectorDefinition(kind);
    const checked = paramsSchema(definition.fields.filter(isPlain), definition.check).safeParse(
      params,
    );
    for (const { path, message } of checked.error?.issues ?? []) {
      context.addIssue({ code: "custom", path: ["params", ...path], message });
    }
    if (threshold && !looksAtHeldOutAlone(threshold.rule)) {
      context.addIssue({
        code: "custom",
        path: ["threshold", "rule"],
        message: "The threshold of a member comes from held-out normal rows: " +
          `"${threshold.rule}" looks at test rows.`,
      });
    }
    if (!checked.success) return z.NEVER;
    return {
      kind,
      params: checked.data,
      threshold: threshold ?? memberThreshold(definition, checked.data),
      weight,
      ...(model !== undefined && { model }),
    };
  });
}

/** No member is a hybrid, which alone has members. */
function isPlain(field: DetectorField): field is ParamField {
  return field.type !== "members";
}

function looksAtHeldOutAlone(rule: MemberParams["threshold"]["rule"]): boolean {
  const { usesTestScores, usesTestLabels } = thresholdDefinition(rule);
  return !usesTestScores && !usesTestLabels;
}
