import { NETSIFT_VERSION } from "../../base/version.ts";
import { allowedAddresses, type Resolver } from "./guard_address.ts";
import { type PinnedAnswer, postPinned } from "./post_pinned.ts";
import { SendError } from "./send_error.ts";
import { signatureHeaders } from "./signature.ts";

/** A receiver that takes longer counts as unavailable. */
const TIMEOUT_MS = 10_000;

/** Longest wait that a receiver may ask for. */
const MOST_RETRY_AFTER_MS = 120_000;

/** What is sent to a webhook. */
export interface WebhookMessage {
  /** The same for each attempt, so that a receiver knows a message it has had. */
  id: string;
  url: string;
  secret: string;
  contentType: string;
  body: string;
}

/** How a receiver is found and trusted, where not as usual. */
export interface WebhookNetwork {
  /** Finds the addresses of a name. */
  resolve?: Resolver;
  /** Certificates that are trusted in place of the system's. */
  certificates?: string[];
}

/**
 * Posts a message once. The receiver's name is looked up once, and one of the addresses that were
 * checked is connected to. Redirects are not followed and what the receiver answers is not read, so
 * that nobody can use Netsift to read other hosts.
 *
 * @throws {SendError} unless the receiver answers with a 2xx status
 */
export async function sendWebhook(
  message: WebhookMessage,
  { resolve, certificates }: WebhookNetwork = {},
): Promise<void> {
  const { id, secret, contentType, body } = message;
  const url = new URL(message.url);
  const addresses = await allowedAddresses(url.hostname, resolve);
  const seconds = Math.floor(Date.now() / 1000);
  let answer: PinnedAnswer;
  try {
    answer = await postPinned({
      url,
      addresses,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      certificates,
      headers: {
        "content-type": contentType,
        "user-agent": `Netsift/${NETSIFT_VERSION}`,
        ...await signatureHeaders(secret, id, seconds, body),
      },
      body,
    });
  } catch (error) {
    throw new SendError(reasonOf(error as Error & { code?: string }), false);
  }
  const { status, retryAfter } = answer;
  if (status >= 200 && status < 300) return;
  throw new SendError(
    `The receiver answered with status ${status}.`,
    !mayPass(status),
    retryAfterMs(retryAfter),
  );
}

function reasonOf({ name, code, message }: Error & { code?: string }): string {
  if (name === "AbortError" || name === "TimeoutError") {
    return `No answer within ${TIMEOUT_MS / 1000} seconds.`;
  }
  return /CERT|certificate/i.test(`${code} ${message}`)
    ? "The receiver's certificate is not valid for its name, or not trusted."
    : "The receiver cannot be reached.";
}

/** Whether the same request may succeed later. */
function mayPass(status: number): boolean {
  return status >= 500 || status === 408 || status === 425 || status === 429;
}

function retryAfterMs(text: string | null): number {
  if (text === null) return 0;
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Math.min(MOST_RETRY_AFTER_MS, Math.max(0, ms || 0));
}
