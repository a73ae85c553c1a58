import { DatasetError } from "../../base/dataset_error.ts";

const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Fetches an address and follows it to the hosts named alone, with the scheme that it starts with.
 *
 * @throws {DatasetError} when it leads elsewhere, or in circles
 * @throws {TypeError} when the address cannot be reached
 */
export async function fetchAllowed(
  address: string,
  hosts: readonly string[],
  init: RequestInit,
): Promise<Response> {
  const { protocol } = new URL(address);
  let url = new URL(address);
  for (let i = 0; i <= MAX_REDIRECTS; i++) {
    const response = await fetch(url, { ...init, redirect: "manual" });
    const target = response.headers.get("location");
    if (!REDIRECTS.has(response.status) || target === null) return response;
    await response.body?.cancel();
    const next = URL.parse(target, url);
    if (next === null || next.protocol !== protocol || !hosts.includes(next.host)) {
      throw new DatasetError(
        `The address leads on to ${
          (next?.origin ?? target).slice(0, 100)
        }, which Netsift does not follow.`,
      );
    }
    url = next;
  }
  throw new DatasetError("The address redirects in a loop.");
}
