const TITLES: Record<number, string> = {
  400: "Bad request",
  408: "Request timeout",
  431: "Request header fields too large",
  503: "Service unavailable",
  505: "HTTP version not supported",
};

const RETRY_AFTER_S = 1;

/**
 * The bytes of an HTTP answer that refuses a request before the app sees it, as a problem document
 * (RFC 9457). The connection is closed after it.
 *
 * @param status 400, 408, 431, 503 or 505
 * @param detail what is wrong, for a person
 */
export function refusal(status: number, detail: string): Uint8Array {
  const title = TITLES[status] ?? "Error";
  const body = JSON.stringify({ type: "about:blank", title, status, detail });
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    "content-type: application/problem+json",
    `content-length: ${new TextEncoder().encode(body).length}`,
    "cache-control: no-store",
    "x-content-type-options: nosniff",
    "connection: close",
    ...(status === 503 ? [`retry-after: ${RETRY_AFTER_S}`] : []),
  ];
  return new TextEncoder().encode(`${head.join("\r\n")}\r\n\r\n${body}`);
}
