import { createDefine } from "fresh";
import type { GuardState } from "./lib/guard/guard.ts";
import type { Netsift } from "./lib/netsift.ts";

/** What the middleware in `main.ts` hands to every route. */
export interface State extends GuardState {
  netsift: Netsift;
}

export const define = createDefine<State>();
