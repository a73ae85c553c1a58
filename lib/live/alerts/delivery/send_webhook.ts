import { NETSIFT_VERSION } from "../../../version.ts";
import { guardAddress } from "./guard_address.ts";
import { SendError } from "./send_error.ts";
import { signatureHeaders } from "./signature.ts";

/** A receiver that takes longer is given up. */
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

/**
 * Posts a message once. Redirects are not followed and what the receiver answers is not read, so that
 * nobody learns through Netsift what stands elsewhere.
 *
 * @throws {SendError} unless the receiver answers with a 2xx status
 */
export async function sendWebhook(message: WebhookMessage): Promise<void> {
  const { id, url, secret, contentType, body } = message;
  await guardAddress(new URL(url).hostname);
  const seconds = Math.floor(Date.now() / 1000);
  let response: Response;
  try {
    response = await fetch(url, {
      method: "POST",
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        "content-type": contentType,
        "user-agent": `Netsift/${NETSIFT_VERSION}`,
        ...await signatureHeaders(secret, id, seconds, body),
      },
      body,
    });
  } catch (error) {
    throw new SendError(
      error instanceof DOMException && error.name === "TimeoutError"
        ? `No answer within ${TIMEOUT_MS / 1000} seconds.`
        : "The receiver cannot be reached.",
      false,
    );
  }
  await response.body?.cancel();
  if (response.ok) return;
  throw new SendError(
    `The receiver answered with status ${response.status}.`,
    !mayPass(response.status),
    retryAfterMs(response.headers.get("retry-after")),
  );
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
