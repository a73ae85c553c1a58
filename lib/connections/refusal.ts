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
  const body = problem(status, detail);
  const head = [
    `HTTP/1.1 ${status} ${TITLES[status] ?? "Error"}`,
    "content-type: application/problem+json",
    `content-length: ${new TextEncoder().encode(body).length}`,
    "cache-control: no-store",
    "x-content-type-options: nosniff",
    "connection: close",
    ...(status === 503 ? [`retry-after: ${RETRY_AFTER_S}`] : []),
  ];
  return new TextEncoder().encode(`${head.join("\r\n")}\r\n\r\n${body}`);
}

/** An answer of 503 in place of what the app answers, or would. */
export function busyAnswer(detail: string): Response {
  return new Response(problem(503, detail), {
    status: 503,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "retry-after": String(RETRY_AFTER_S),
    },
  });
}

function problem(status: number, detail: string): string {
  return JSON.stringify({ type: "about:blank", title: TITLES[status] ?? "Error", status, detail });
}
