/**
 * A flag for processes that tests start: packages are in `node_modules` already, because the build
 * put them there. Without it, Deno checks that folder once for every import of a package, under a
 * lock that all processes of a checkout share: half a second of computing at each start of a server.
 */
export const INSTALLED = "--node-modules-dir=manual";
