import { z } from "zod";
import type { Alert } from "../../alerts/alert.ts";
import { ALERT_FORMATS } from "../../alerts/delivery/destination.ts";
import type { DeliveryState } from "../../alerts/delivery/outbox.ts";
import type { Rule } from "../../alerts/rule.ts";
import type { Suppression } from "../../alerts/suppression.ts";
import { SEVERITY_BANDS } from "../../learning/severity/severity.ts";
import { count, moment } from "../../resources/fields.ts";

const named = z.object({ id: z.string(), name: z.string() });
const columnValue = z.object({ column: z.string(), value: z.string() });
const stored = { id: z.string(), createdAt: moment };

/** An alert. */
export const alertSchema = z.object({
  id: z.string(),
  rule: named,
  model: named,
  entity: columnValue.nullable(),
  severity: z.object({ value: z.number().min(0).max(100), band: z.enum(SEVERITY_BANDS) }),
  score: z.number(),
  threshold: z.number(),
  count,
  firstAt: moment,
  lastAt: moment,
  record: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  acknowledgedAt: moment.nullable(),
  suppressedBy: z.string().nullable(),
}).meta({ id: "Alert" }) satisfies z.ZodType<Alert>;

/** Which records raise an alert. */
export const alertRuleSchema = z.object({
  ...stored,
  name: z.string(),
  enabled: z.boolean(),
  model: z.string().nullable(),
  severity: z.enum(SEVERITY_BANDS),
  where: columnValue.nullable(),
  entity: z.string().nullable(),
  count,
  windowSeconds: count,
  destinations: z.array(z.string()),
}).meta({ id: "AlertRule" }) satisfies z.ZodType<Rule>;

const common = { ...stored, name: z.string(), enabled: z.boolean(), format: z.enum(ALERT_FORMATS) };
const webhook = { ...common, type: z.literal("webhook"), url: z.string() };
const syslog = {
  ...common,
  type: z.literal("syslog"),
  transport: z.enum(["udp", "tcp"]),
  host: z.string(),
  port: z.int(),
};
const secretEnd = z.string();

const delivery = z.object({
  delivered: count,
  failed: count,
  dropped: count,
  waiting: count,
  lastDeliveredAt: moment.nullable(),
  lastError: z.object({ at: moment, message: z.string() }).nullable(),
}) satisfies z.ZodType<DeliveryState>;

/** Where alerts are sent, and what became of them. */
export const destinationSchema = z.union([
  z.object({ ...webhook, secretEnd, delivery }),
  z.object({ ...syslog, delivery }),
]).meta({ id: "Destination" });

/** A destination after a change. */
export const changedDestinationSchema = z.union([
  z.object({ ...webhook, secretEnd }),
  z.object(syslog),
]);

/** A destination that was just made: the one time that its secret is told. */
export const newDestinationSchema = z.union([
  z.object({ ...webhook, secret: z.string() }),
  z.object(syslog),
]).meta({ id: "NewDestination" });

/** Which alerts are not sent. */
export const suppressionAnswerSchema = z.object({
  ...stored,
  comment: z.string(),
  rule: z.string().nullable(),
  model: z.string().nullable(),
  entity: columnValue.nullable(),
  expiresAt: moment,
}).meta({ id: "Suppression" }) satisfies z.ZodType<Suppression>;
