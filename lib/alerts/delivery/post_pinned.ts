import type { LookupFunction } from "node:net";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import ipaddr from "ipaddr.js";

/** A request to a receiver. */
export interface PinnedPost {
  url: URL;
  /** Addresses of its host, of which one is connected to. */
  addresses: string[];
  headers: Record<string, string>;
  body: string;
  signal: AbortSignal;
  /** Certificates that are trusted in place of the system's. */
  certificates?: string[];
}

/** What was answered. */
export interface PinnedAnswer {
  status: number;
  retryAfter: string | null;
}

/**
 * Posts to a host at addresses that are known already: its name is not asked for again, but it is what
 * `Host` says and what the certificate must be for. Redirects are not followed, the answer's body is
 * not read, and proxies of the environment are not used, for these would ask for the name themselves.
 *
 * @throws {Error} when the receiver cannot be reached or the signal is aborted
 */
export function postPinned(
  { url, addresses, headers, body, signal, certificates }: PinnedPost,
): Promise<PinnedAnswer> {
  const known = addresses.map((address) => ({
    address,
    family: ipaddr.IPv6.isValid(address) ? 6 : 4,
  }));
  const lookup: LookupFunction = (_name, { all }, callback) => {
    if (all) callback(null, known);
    else callback(null, known[0].address, known[0].family);
  };
  const send = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const request = send(url, {
      method: "POST",
      agent: false,
      signal,
      lookup,
      ...(certificates && { ca: certificates }),
      headers: {
        ...headers,
        "content-length": String(new TextEncoder().encode(body).length),
        connection: "close",
      },
    }, (response) => {
      resolve({
        status: response.statusCode ?? 0,
        retryAfter: response.headers["retry-after"] ?? null,
      });
      response.destroy();
    });
    request.on("error", reject);
    request.end(body);
  });
}
