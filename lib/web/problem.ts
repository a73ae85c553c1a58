/**
 * Errors of the HTTP API (RFC 9457 problem details) as pages show them.
 *
 * @module
 */

/** A problem as the API describes it. */
export interface Problem {
  title: string;
  status: number;
  detail?: string;
  errors?: { pointer: string; detail: string }[];
}

/** An answer of the API that is not a success. */
export class ProblemError extends Error {
  override name = "ProblemError";

  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
  }

  /** What is wrong with each field, by JSON pointer without a leading `#`. */
  get fields(): Record<string, string> {
    return Object.fromEntries(
      (this.problem.errors ?? []).map(({ pointer, detail }) => [pointer.replace(/^#/, ""), detail]),
    );
  }
}

/** Reads a problem out of a body, whatever a proxy or a crash may have put there. */
export function parseProblem(status: number, body: string): Problem {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === "object" && value !== null && "title" in value) {
      return { ...value, status } as Problem;
    }
  } catch {
    // Not JSON: described by its status alone.
  }
  return { title: `The server answered with status ${status}.`, status };
}

/** A JSON pointer (RFC 6901) from its parts. */
export function jsonPointer(...parts: (string | number)[]): string {
  return parts.map((part) => "/" + String(part).replaceAll("~", "~0").replaceAll("/", "~1")).join(
    "",
  );
}

/** What to tell a person about anything that was thrown. */
export function errorMessage(error: unknown): string {
  if (error instanceof ProblemError) {
    // The detail of a problem with fields starts with a pointer, which tells people nothing.
    return [...new Set(Object.values(error.fields))].join(" ") || error.message;
  }
  return "The server cannot be reached. Check that Netsift is still running, then try again.";
}
