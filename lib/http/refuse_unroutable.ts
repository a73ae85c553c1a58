import { ProblemError } from "./problem.ts";

/** The methods that routes may have, as Fresh knows them. */
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/**
 * A handler that refuses what no router takes: methods that no route can have (501), and addresses
 * that are none or have a malformed escape in their path (400).
 *
 * @param handler answers the other requests
 */
export function refuseUnroutable(handler: Deno.ServeHandler): Deno.ServeHandler {
  return (request, info) => faultOf(request)?.toResponse() ?? handler(request, info);
}

function faultOf({ method, url }: Request): ProblemError | null {
  if (!METHODS.has(method)) {
    return new ProblemError(501, `The method ${method.slice(0, 100)} is not implemented.`);
  }
  const address = URL.parse(url);
  if (address === null) {
    return new ProblemError(400, "The host and path that were asked for make no valid address.");
  }
  try {
    decodeURI(address.pathname);
    return null;
  } catch {
    return new ProblemError(400, "The path of the address has a malformed percent escape.");
  }
}
