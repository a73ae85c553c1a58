import type { ModelInput } from "../../learning/features/input.ts";

/** Forms with more inputs than this show the most important ones first and fold the others. */
const MOST_UNFOLDED = 16;

/** Inputs that are shown first in a form that folds the others. */
const FIRST_SHOWN = 12;

/** The inputs of a form, in the order in which it asks for them. */
export interface InputGroups {
  first: ModelInput[];
  /** Folded up; empty where the form is short. */
  rest: ModelInput[];
}

/**
 * Divides the inputs of a long form into the most important ones and the others.
 *
 * @param rankings the features of each model, most important first; empty where that is not known
 */
export function groupInputs(inputs: ModelInput[], rankings: string[][]): InputGroups {
  if (inputs.length <= MOST_UNFOLDED) return { first: inputs, rest: [] };
  const placeOf = ({ name }: ModelInput) =>
    Math.min(...rankings.map((names) => names.indexOf(name)).filter((place) => place >= 0));
  const ranked = inputs.map((input) => ({ input, place: placeOf(input) }))
    .sort((a, b) => a.place === b.place ? 0 : a.place - b.place)
    .map(({ input }) => input);
  return { first: ranked.slice(0, FIRST_SHOWN), rest: ranked.slice(FIRST_SHOWN) };
}
