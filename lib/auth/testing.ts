/**
 * What the tests of access share.
 *
 * @module
 */
import { join } from "node:path";
import { readConfig } from "../base/config.ts";
import { AccessControl } from "./access_control.ts";

/** The administrator's token of tests. */
export const ADMIN_TOKEN = "the-token-of-the-administrator";

/** Access to a server with a token, or with other settings, in its own folder. */
export async function withAccess(
  use: (access: AccessControl) => void | Promise<void>,
  env: Record<string, string> = { NETSIFT_TOKEN: ADMIN_TOKEN },
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "netsift-test-" });
  try {
    using access = new AccessControl(join(folder, "access.sqlite"), readConfig(env).access);
    await use(access);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
