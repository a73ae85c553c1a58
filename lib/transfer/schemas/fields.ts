/**
 * Fields of an imported model, each with a limit.
 *
 * @module
 */
import { z } from "zod";
import { DETECTOR_KINDS } from "../../detectors/catalogue.ts";

/** A text. */
export const name = z.string().max(2000);

/** Several texts. */
export const names = z.array(name).max(100_000);

/** A whole number that counts something. */
export const count = z.int().min(0);

/** A part of a whole. */
export const share = z.number().min(0).max(1);

/** A metric, or none. */
export const metric = z.number().min(-1).max(1).nullable();

/** Numbers, one a point or an epoch. */
export const series = z.array(z.number()).max(100_000);

/** A kind of detector. */
export const kind = z.enum(DETECTOR_KINDS);

/** Parameters of a detector, checked by its definition later. */
export const plainParams = z.record(name, z.unknown());
