import { describeDetector } from "../../../lib/api/detectors/answers.ts";
import { DETECTORS } from "../../../lib/detectors/catalogue.ts";
import { methods } from "../../../lib/http/methods.ts";
import type { State } from "../../../utils.ts";

export const handler = methods<State>({
  GET: (ctx) => ctx.json(DETECTORS.map(describeDetector)),
});
