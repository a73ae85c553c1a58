import { createDefine } from "fresh";
import type { Netsift } from "./lib/netsift.ts";

/** What the middleware in `main.ts` hands to every route. */
export interface State {
  netsift: Netsift;
}

export const define = createDefine<State>();
