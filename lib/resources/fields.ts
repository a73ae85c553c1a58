/**
 * Fields that many resources have.
 *
 * @module
 */
import { z } from "zod";
import { givenId } from "../base/request_limits.ts";
import type { MappedColumn } from "../values/columns.ts";
import type { EventKind } from "../values/event_kind.ts";
import type { Notation } from "../values/notation.ts";

/** A whole number that counts something. */
export const count = z.int().min(0);

/** A part of a whole. */
export const share = z.number().min(0).max(1);

/** How bad something is, on one scale for all models and checks. */
export const severityValue = z.number().min(0).max(100);

/** A number that is not always defined. */
export const nullableNumber = z.number().nullable();

/** A moment (ISO 8601, UTC). */
export const moment = z.iso.datetime();

/** What everything that a person makes has: an id, and when it was made. */
export const createdFields = { id: z.string(), createdAt: moment };

/** The id of another resource, as a request names it. */
export const namedId = givenId.regex(/^[\w-]+$/, "Not a valid ID.");

/** A column, as a request names it. */
export const columnName = z.string().trim().min(1, "Enter a column name.").max(200);

/** A value of a column, as a request names it. */
export const columnValueSchema = z.strictObject({
  column: columnName,
  value: z.string().max(500),
});

/** Numbers, one a point or an epoch. */
export const series = z.array(z.number());

/** What a long piece of work is called and has come to. */
export const progressFields = {
  /** Such as "Reading data" or "Training". */
  phase: z.string(),
  /** Share of the whole work, 0 to 1. */
  fraction: z.number(),
  /** Estimated seconds to the end; absent until there is a basis for one. */
  etaSeconds: z.number().optional(),
};

/** How a file writes the numbers of a column, where it is not as plain decimals. */
export const notationSchema = z.object({
  decimal: z.enum([".", ","]).describe("Decimal separator"),
  unit: z.enum(["size", "time", "share"]).nullable()
    .describe("What the units after numbers measure"),
  durations: z.boolean().describe(
    "Whether numbers are durations such as 0:05:35, stored in seconds",
  ),
}).meta({ id: "Notation" }) satisfies z.ZodType<Notation>;

/** The kind of records, and the key that names it. */
export const eventKindSchema = z.object({ field: z.string(), kind: z.string() })
  .meta({ id: "EventKind" }) satisfies z.ZodType<EventKind>;

/** A feature that was read from a column of another name. */
export const mappedColumnSchema = z.object({
  feature: z.string(),
  column: z.string(),
  factor: z.number().optional().describe("What values are multiplied by, where units differ"),
})
  .meta({ id: "MappedColumn" }) satisfies z.ZodType<MappedColumn>;
