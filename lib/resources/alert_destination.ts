/**
 * Destinations: where alerts are sent, and what became of them.
 *
 * @module
 */
import { z } from "zod";
import { count, createdFields, moment } from "./fields.ts";

/** The choices of `format`. */
const ALERT_FORMATS = ["ecs", "cef", "text"] as const;

/** What an alert is written as. */
export type AlertFormat = typeof ALERT_FORMATS[number];

const common = {
  name: z.string().trim().min(1, "Enter a name.").max(120),
  enabled: z.boolean().default(true),
};
const format = z.enum(ALERT_FORMATS).default("ecs");

/** Characters of `whsec_` and 64 bytes in Base64. */
const LONGEST_SECRET = 96;

const secret = z.string().max(LONGEST_SECRET, "A secret is 24 to 64 bytes in Base64.").regex(
  /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/,
  "A secret is whsec_ and 24 to 64 bytes in Base64. Leave it out to have one made.",
).refine(isBase64, "What follows whsec_ is not Base64.");

const webhook = z.strictObject({
  type: z.literal("webhook"),
  ...common,
  url: z.string().trim().max(2000).refine(isPlainHttp, {
    error: "Enter an http or https address without user name and password.",
  }),
  format,
  /** Signs what is sent; one is made where it is left out, and it is shown once. */
  secret: secret.optional(),
});

const syslog = z.strictObject({
  type: z.literal("syslog"),
  ...common,
  transport: z.enum(["udp", "tcp"]).default("udp"),
  host: z.string().trim().max(253).regex(
    /^[A-Za-z0-9.:_-]{1,253}$/,
    "Enter a host name or an IP address.",
  ),
  port: z.int("Enter a port from 1 to 65535.").min(1).max(65_535).default(514),
  format: format.default("cef"),
});

/** What a person may say about a destination. */
export const destinationRequestSchema = z.discriminatedUnion("type", [webhook, syslog]);

/** A destination as a person gives it. */
export type DestinationRequest = z.infer<typeof destinationRequestSchema>;

const storedWebhook = z.object({ ...createdFields, ...webhook.shape, secret });
const storedSyslog = z.object({ ...createdFields, ...syslog.shape });

/** A destination as it is stored, and answered once, when it is made. */
export const destinationSchema = z.discriminatedUnion("type", [storedWebhook, storedSyslog])
  .meta({ id: "NewDestination" });

/** A destination as it is stored. */
export type Destination = z.infer<typeof destinationSchema>;

/** A webhook as it is stored. */
export type WebhookDestination = z.infer<typeof storedWebhook>;

/** A syslog receiver as it is stored. */
export type SyslogDestination = z.infer<typeof storedSyslog>;

const shownWebhook = storedWebhook.omit({ secret: true }).extend({ secretEnd: z.string() });

/** A destination as it is answered and shown: of its secret only the end. */
export const shownDestinationSchema = z.discriminatedUnion("type", [shownWebhook, storedSyslog]);

/** A destination as it is answered and shown. */
export type ShownDestination = z.infer<typeof shownDestinationSchema>;

const delivery = z.object({
  delivered: count,
  /** Failed after the last attempt. */
  failed: count,
  /** Never tried, as too many were waiting. */
  dropped: count,
  /** With the one that is being sent. */
  waiting: count,
  lastDeliveredAt: moment.nullable(),
  lastError: z.object({ at: moment, message: z.string() }).nullable(),
});

/** What became of the alerts of one destination since the server started. */
export type DeliveryState = z.infer<typeof delivery>;

/** A destination, and what became of its alerts. */
export const followedDestinationSchema = z.discriminatedUnion("type", [
  shownWebhook.extend({ delivery }),
  storedSyslog.extend({ delivery }),
]).meta({ id: "Destination" });

function isPlainHttp(text: string): boolean {
  const parsed = URL.parse(text);
  return parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.username === "" &&
    parsed.password === "";
}

function isBase64(text: string): boolean {
  try {
    atob(text.slice("whsec_".length));
    return true;
  } catch {
    return false;
  }
}
