/**
 * Context, filters and rare categories in the training form: what is typed, and the request made of it.
 *
 * @module
 */
import { type ContextOptions, DEFAULT_CONTEXT } from "../../learning/context/context_options.ts";
import type { EncodingKind } from "../../learning/features/encodings.ts";
import type { ColumnFilters, RareCategories } from "../../learning/features/options.ts";
import { DEFAULT_PORTS, type PortTreatment } from "../../learning/features/ports/port_treatment.ts";
import type { FieldErrors } from "../field_errors.ts";
import { parseNumber } from "../records/parse_number.ts";

/** What is typed; empty where an option is off. */
export interface FeatureOptionTexts {
  /** Windows of time in seconds, with commas between them; empty: no context features. */
  contextSeconds: string;
  contextConnections: string;
  ports: PortTreatment;
  /** In percent. */
  nearConstant: string;
  correlation: string;
  /** In percent. */
  rareShare: string;
  rareCount: string;
}

/** Everything off. */
export const NO_FEATURE_OPTIONS: FeatureOptionTexts = {
  contextSeconds: "",
  contextConnections: String(DEFAULT_CONTEXT.connections),
  ports: DEFAULT_PORTS,
  nearConstant: "",
  correlation: "",
  rareShare: "",
  rareCount: "",
};

/** The part of a run's request, with the errors of what cannot be sent. */
export function featureOptionsBody(
  texts: FeatureOptionTexts,
  encoding: EncodingKind,
): {
  body: {
    context?: ContextOptions;
    ports?: PortTreatment;
    filters?: ColumnFilters;
    rareCategories?: RareCategories;
  };
  errors: FieldErrors;
} {
  const errors: FieldErrors = {};
  const read = (
    text: string,
    pointer: string,
    message: string,
    valueOf: (typed: number) => number | null,
  ): number | undefined => {
    if (text.trim() === "") return undefined;
    const typed = parseNumber(text);
    const value = typed === null ? null : valueOf(typed);
    if (value === null) errors[pointer] = message;
    return value ?? undefined;
  };
  const seconds = texts.contextSeconds.split(/[,;\s]+/).filter(Boolean).map(parseNumber);
  const areWindows = seconds.length <= 5 && new Set(seconds).size === seconds.length &&
    seconds.every((length) => length !== null && length >= 0.001 && length <= 86_400);
  if (!areWindows) {
    errors["/context/seconds"] =
      "Enter up to five different lengths from 0.001 to 86400, or nothing.";
  }
  const connections = seconds.length === 0 ? undefined : read(
    texts.contextConnections,
    "/context/connections",
    "Enter a whole number from 1 to 10000.",
    (count) => count >= 1 && count <= 10_000 && Number.isInteger(count) ? count : null,
  ) ?? DEFAULT_CONTEXT.connections;
  const context = connections === undefined ? undefined : {
    seconds: seconds as number[],
    connections,
  };
  const filters = given({
    nearConstant: read(
      texts.nearConstant,
      "/filters/nearConstant",
      "Enter a percentage from 0 to below 50, or nothing.",
      (percent) => percent >= 0 && percent < 50 ? percent / 100 : null,
    ),
    correlation: read(
      texts.correlation,
      "/filters/correlation",
      "Enter a number above 0 and up to 1, or nothing.",
      (bound) => bound > 0 && bound <= 1 ? bound : null,
    ),
  });
  const rareCategories = encoding === "one-hot"
    ? given({
      minShare: read(
        texts.rareShare,
        "/rareCategories/minShare",
        "Enter a percentage above 0 and below 100, or nothing.",
        (percent) => percent > 0 && percent < 100 ? percent / 100 : null,
      ),
      minCount: read(
        texts.rareCount,
        "/rareCategories/minCount",
        "Enter a whole number from 1, or nothing.",
        (count) => count >= 1 && Number.isSafeInteger(count) ? count : null,
      ),
    })
    : undefined;
  return {
    body: {
      ...(context && { context }),
      ...(texts.ports !== DEFAULT_PORTS && { ports: texts.ports }),
      ...(filters && { filters }),
      ...(rareCategories && { rareCategories }),
    },
    errors,
  };
}

/** Only what is given; `undefined` where that is nothing. */
function given<Options extends object>(options: Options): Options | undefined {
  const entries = Object.entries(options).filter(([, value]) => value !== undefined);
  return entries.length > 0 ? Object.fromEntries(entries) as Options : undefined;
}
