import { MOST_CONTAMINATION, MOST_ROUNDS } from "../../resources/choices.ts";
import type { Contamination } from "../../resources/set_aside.ts";
import type { FieldErrors } from "../field_errors.ts";
import { parseNumber, parsePercent } from "../records/parse_number.ts";

/** The fields of contamination as typed. */
export interface ContaminationTexts {
  /** In percent; empty where no row is to be set aside. */
  contamination: string;
  contaminationRounds: string;
}

/** No row is set aside. */
export const NO_CONTAMINATION: ContaminationTexts = { contamination: "", contaminationRounds: "1" };

/** What is sent of it, with the errors of what cannot be. */
export function contaminationBody(
  { contamination, contaminationRounds }: ContaminationTexts,
): { body: { contamination?: Contamination }; errors: FieldErrors } {
  if (contamination.trim() === "") return { body: {}, errors: {} };
  const errors: FieldErrors = {};
  const share = parsePercent(contamination);
  const rounds = parseNumber(contaminationRounds);
  if (share === null || share > MOST_CONTAMINATION) {
    errors["/contamination"] = `Enter a percentage above 0, at most ${100 * MOST_CONTAMINATION}.`;
  }
  if (rounds === null || !Number.isInteger(rounds) || rounds < 1 || rounds > MOST_ROUNDS) {
    errors["/contamination/rounds"] = `Enter a whole number from 1 to ${MOST_ROUNDS}.`;
  }
  return { body: { contamination: { share: share ?? 0, rounds: rounds ?? 1 } }, errors };
}
