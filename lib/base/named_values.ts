/**
 * Objects whose fields have names from outside, such as columns. Names that objects have of
 * themselves are as others: `__proto__`, `constructor`.
 *
 * @module
 */
import { z } from "zod";
import { MOST_ENTRIES } from "./request_limits.ts";

/** zod leaves out fields of this name, so that they go by another one through it. */
const LEFT_OUT = "__proto__";
const STAND_IN = "\u0000__proto__";

/**
 * A schema of objects with any names, 10,000 at most; `z.record(z.string(), value)` without its hole: a field
 * `__proto__` is checked and kept, as a field of the object's own.
 *
 * @param value schema of each value
 * @param settings as those of `z.record`
 *
 * @example
 * ```ts
 * import { z } from "zod";
 * import assert from "node:assert/strict";
 * import { namedValues } from "./named_values.ts";
 *
 * const given = JSON.parse('{"__proto__": 1, "b": 2}');
 * assert.deepEqual(Object.entries(namedValues(z.number()).parse(given)), [["b", 2], ["__proto__", 1]]);
 * ```
 */
export function namedValues<Value extends z.ZodType>(
  value: Value,
  settings?: Parameters<typeof z.record>[2],
) {
  return z.preprocess(
    (given) => isNamed(given, LEFT_OUT) ? renamed(given, LEFT_OUT, STAND_IN) : given,
    z.record(z.string(), value, settings)
      .refine((found) => Object.keys(found).length <= MOST_ENTRIES, {
        error: `Must have at most ${MOST_ENTRIES} fields.`,
      })
      .meta({ maxProperties: MOST_ENTRIES }).transform((found) =>
        Object.hasOwn(found, STAND_IN) ? renamed(found, STAND_IN, LEFT_OUT) as typeof found : found
      ),
  );
}

/** A part of the path of an issue as the client knows it. */
export function givenName<Part extends PropertyKey>(part: Part): Part | typeof LEFT_OUT {
  return part === STAND_IN ? LEFT_OUT : part;
}

function isNamed(given: unknown, name: string): given is object {
  return typeof given === "object" && given !== null && Object.hasOwn(given, name);
}

function renamed(object: object, from: string, to: string): object {
  const { [from]: value, ...others } = object as Record<string, unknown>;
  return Object.defineProperty(others, to, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}
