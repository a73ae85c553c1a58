/**
 * What a person may change of a run that there is.
 *
 * @module
 */
import { z } from "zod";
import { cleanName, MAX_NAME_LENGTH } from "../../datasets/columns/names.ts";

/** The longest notes of a run, in characters. */
const MAX_NOTES_LENGTH = 4000;

/** The body of `PATCH /api/v1/runs/{id}`. */
export const runChangeSchema = z.strictObject({
  name: z.string().trim().min(1, "Enter a name.").max(
    MAX_NAME_LENGTH,
    `A name can have at most ${MAX_NAME_LENGTH} characters.`,
  ).transform(cleanName).optional(),
  notes: z.string().trim().max(
    MAX_NOTES_LENGTH,
    `Notes can have at most ${MAX_NOTES_LENGTH} characters.`,
  ).transform(cleanNotes).optional(),
});

/** A checked change. */
export type RunChange = z.infer<typeof runChangeSchema>;

/** Lines stay; other control characters and direction overrides go. */
function cleanNotes(text: string): string {
  return text.toWellFormed().replaceAll("\r\n", "\n")
    .replace(/[\p{Cc}\p{Cf}]/gu, (character) => "\n\t".includes(character) ? character : " ");
}
