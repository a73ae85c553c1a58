import { createDefine } from "fresh";
import type { GuardState } from "./lib/auth/guard.ts";
import type { SecurityState } from "./lib/auth/security_headers.ts";
import type { Netsift } from "./lib/netsift.ts";

/** What the middleware in `main.ts` hands to every route. */
export interface State extends GuardState, SecurityState {
  netsift: Netsift;
}

export const define = createDefine<State>();
