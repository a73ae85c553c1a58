/**
 * Destinations: where alerts are sent.
 *
 * @module
 */
import { z } from "zod";

/** What an alert is written as. */
export const ALERT_FORMATS = ["ecs", "cef", "text"] as const;

const name = z.string().trim().min(1, "Give the destination a name.").max(120);
const enabled = z.boolean().default(true);
const format = z.enum(ALERT_FORMATS).default("ecs");

const url = z.string().trim().max(2000).refine(isPlainHttp, {
  error: "Give an http or https address without user name and password.",
});

/** Characters of `whsec_` and 64 bytes in Base64. */
const LONGEST_SECRET = 96;

const secret = z.string().max(LONGEST_SECRET, "A secret is 24 to 64 bytes in Base64.").regex(
  /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/,
  "A secret is whsec_ and 24 to 64 bytes in Base64. Leave it out to have one made.",
).refine(isBase64, "What follows whsec_ is not Base64.");

const webhook = z.strictObject({
  type: z.literal("webhook"),
  name,
  enabled,
  url,
  format,
  /** Signs what is sent; one is made where it is left out, and it is shown once. */
  secret: secret.optional(),
});

const syslog = z.strictObject({
  type: z.literal("syslog"),
  name,
  enabled,
  transport: z.enum(["udp", "tcp"]).default("udp"),
  host: z.string().trim().max(253).regex(
    /^[A-Za-z0-9.:_-]{1,253}$/,
    "Give a host name or an IP address.",
  ),
  port: z.int("Give a port from 1 to 65535.").min(1).max(65_535).default(514),
  format: format.default("cef"),
});

/** What a person may say of a destination. */
export const destinationSchema = z.discriminatedUnion("type", [webhook, syslog]);

/** A destination as a person gives it. */
export type DestinationRequest = z.infer<typeof destinationSchema>;

/** A webhook as it is stored. */
export type WebhookDestination = Required<z.infer<typeof webhook>> & Stored;

/** A syslog receiver as it is stored. */
export type SyslogDestination = z.infer<typeof syslog> & Stored;

interface Stored {
  id: string;
  createdAt: string;
}

/** A destination as it is stored. */
export type Destination = WebhookDestination | SyslogDestination;

/** A destination as the API answers it: of its secret only the end. */
export function withoutSecret(destination: Destination): Record<string, unknown> {
  if (destination.type !== "webhook") return destination as unknown as Record<string, unknown>;
  const { secret, ...rest } = destination;
  return { ...rest, secretEnd: secret.slice(-4) };
}

/** A new secret for a webhook: 32 random bytes. */
export function newSecret(): string {
  return `whsec_${crypto.getRandomValues(new Uint8Array(32)).toBase64()}`;
}

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
