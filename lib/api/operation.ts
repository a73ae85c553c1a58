/**
 * What the document says about one method of one route.
 *
 * @module
 */
import type { z } from "zod";
import type { Config } from "../base/config.ts";

/** What is answered, or sent, in a type that is not JSON. */
export interface MediaBody {
  type: string;
  /** The schema of the body; a file where it is absent. */
  schema?: z.ZodType;
  /** The names of the parts of a form. */
  form?: Record<string, "file" | "text">;
}

/** One answer. */
export interface Answer {
  description: string;
  /** Of JSON. */
  schema?: z.ZodType;
  /** Of other types. */
  media?: string;
}

/** One operation of the API. */
export interface Operation {
  method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** Under `/api/v1`, with `{id}`. */
  path: string;
  tag: string;
  summary: string;
  description?: string;
  /** Of an object of texts. */
  query?: z.ZodType;
  /** The schema of a JSON body, or bodies of other types. */
  body?: z.ZodType | MediaBody[];
  /** The body may be left out. */
  isBodyOptional?: boolean;
  answers: Partial<Record<number, Answer>>;
  /** Problems that are its own; those that many have are added. */
  problems?: Partial<Record<number, string>>;
}

/** The operations of one part of the API; limits depend on the settings. */
export type Operations = (config: Pick<Config, "maxPredictRecords">) => Operation[];
