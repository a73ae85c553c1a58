import type { Params } from "../../learning/params.ts";
import type { Detector, DetectorFactory, DetectorSource, DetectorState } from "../detector.ts";
import { detectorParamsSchema } from "../params.ts";
import { hybridDefinition } from "./definition.ts";
import { Hybrid } from "./hybrid_detector.ts";
import type { HybridParams } from "./hybrid_params.ts";
import { loadMembers } from "./state.ts";

/**
 * A new hybrid, not fitted yet.
 *
 * @param params see {@linkcode HybridParams}; defaults stand in for what is left out
 * @param source makes its members
 * @throws {z.ZodError} when parameters are unknown or out of range
 */
export async function createHybrid(params: Params, source: DetectorSource): Promise<Detector> {
  const parsed = parse(params);
  const members: Detector[] = [];
  for (const { kind, params } of parsed.members) members.push(await source.create(kind, params));
  return new Hybrid(parsed, source, members);
}

/**
 * A hybrid from what `save` gave.
 *
 * @param source makes its members
 * @throws {TypeError} when the state is damaged
 */
export async function loadHybrid(state: DetectorState, source: DetectorSource): Promise<Detector> {
  const params = parse(state.params);
  const { names, members } = await loadMembers(state, (member) => source.load(member));
  if (members.length !== params.members.length) {
    throw new TypeError("A saved hybrid is damaged: it lacks members.");
  }
  return new Hybrid(params, source, members.map(({ detector }) => detector)).use(names, members);
}

/** How the registry makes it. */
export const factory: DetectorFactory = { create: createHybrid, load: loadHybrid };

function parse(params: Params): HybridParams {
  const { fields, check } = hybridDefinition;
  return detectorParamsSchema(fields, check).parse(params) as unknown as HybridParams;
}
