/**
 * Errors of the HTTP API: `application/problem+json` (RFC 9457).
 *
 * @module
 */
import type { z } from "zod";
import { givenName } from "../base/named_values.ts";
import { storageFaultOf } from "../base/storage_fault.ts";

/** What is wrong with one field of a request. */
export interface FieldError {
  /** JSON pointer (RFC 6901) to the field in the request body, or `?name` for a query parameter. */
  pointer: string;
  detail: string;
}

const TITLES: Record<number, string> = {
  400: "Bad request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not found",
  405: "Method not allowed",
  409: "Conflict",
  413: "Content too large",
  415: "Unsupported media type",
  422: "Unprocessable content",
  426: "Upgrade required",
  429: "Too many requests",
  500: "Internal server error",
  501: "Not implemented",
  503: "Service unavailable",
  507: "Insufficient storage",
};

/** An error that the API answers with its status and its detail. */
export class ProblemError extends Error {
  override name = "ProblemError";
  readonly status: number;
  readonly errors: FieldError[];
  readonly headers: Record<string, string>;

  /**
   * @param status HTTP status, 400 or more
   * @param detail what went wrong, for a person
   */
  constructor(
    status: number,
    detail: string,
    options: { errors?: FieldError[]; headers?: Record<string, string> } = {},
  ) {
    super(detail);
    this.status = status;
    this.errors = options.errors ?? [];
    this.headers = options.headers ?? {};
  }

  /** The answer that tells a client of it. */
  toResponse(): Response {
    const body = {
      type: "about:blank",
      title: TITLES[this.status] ?? "Error",
      status: this.status,
      detail: this.message,
      ...(this.errors.length > 0 ? { errors: this.errors } : {}),
    };
    return new Response(JSON.stringify(body), {
      status: this.status,
      headers: { "content-type": "application/problem+json", ...this.headers },
    });
  }
}

/** The problem of a write that failed because of the disk; `null` for an error of another kind. */
export function storageProblem(error: unknown): ProblemError | null {
  const fault = storageFaultOf(error);
  if (!fault) return null;
  return new ProblemError(fault.kind === "full" ? 507 : 503, fault.message);
}

/** The problem of an error that a client cannot fix: it is logged, and told without its details. */
export function unexpected(error: unknown, path: string): ProblemError {
  const storage = storageProblem(error);
  console.error(`${path} failed:`, storage?.message ?? error);
  return storage ??
    new ProblemError(500, "Internal error. See the server log for details.");
}

/** A 404 that names what was looked for. */
export function notFound(what: string, id: string): ProblemError {
  return new ProblemError(404, `There is no ${what} "${id.slice(0, 100)}".`);
}

/** Field errors that one answer lists. */
export const MOST_ERRORS = 100;

/** A 422 with one field error a fault that a schema found, the first 100 of them. */
export function invalid(error: z.ZodError): ProblemError {
  const errors: FieldError[] = [];
  for (const issue of error.issues) {
    if (errors.length > MOST_ERRORS) break;
    errors.push(...fieldErrors(issue));
  }
  return invalidFields(errors);
}

/** A 422 for several fields, at least one; it lists the first 100. */
export function invalidFields(errors: FieldError[]): ProblemError {
  return new ProblemError(422, describe(errors), { errors: errors.slice(0, MOST_ERRORS) });
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.slice(0, MOST_ERRORS + 1).map((key) => ({
      pointer: toPointer([...issue.path, key]),
      detail: "Unknown field.",
    }));
  }
  const pointer = toPointer(issue.path);
  const missing = /^Invalid input: expected (\w+), received undefined$/.exec(issue.message);
  return [{ pointer, detail: missing ? `It is missing: expected ${missing[1]}.` : issue.message }];
}

/** A 422 for one field. */
export function invalidField(path: PropertyKey[], detail: string): ProblemError {
  return new ProblemError(422, detail, { errors: [{ pointer: toPointer(path), detail }] });
}

/**
 * Writes a path as a JSON pointer (RFC 6901).
 *
 * @example
 * ```ts
 * import { toPointer } from "./problem.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(toPointer(["detectors", 0, "a/b"]), "/detectors/0/a~1b");
 * ```
 */
export function toPointer(path: PropertyKey[]): string {
  return path.map((part) =>
    "/" + String(givenName(part)).replaceAll("~", "~0").replaceAll("/", "~1")
  )
    .join("");
}

function describe(errors: FieldError[]): string {
  const [first] = errors;
  const count = errors.length > MOST_ERRORS ? `at least ${MOST_ERRORS}` : errors.length - 1;
  const more = errors.length > 1 ? ` (and ${count} more)` : "";
  return `${first.pointer === "" ? "The body" : first.pointer}: ${first.detail}${more}`;
}
