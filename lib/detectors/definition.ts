/**
 * What pages, the HTTP API and runs know of a detector before it is built: its name, its parameters
 * with their limits and help, its default threshold. Light: importing this loads no implementation.
 *
 * @module
 */
import type { ThresholdRule } from "../thresholds/rule.ts";
import type { DetectorKind } from "./detector.ts";
import type { MemberParams } from "./hybrid/member.ts";

interface FieldBase {
  /** Key in `params`. */
  name: string;
  label: string;
  /** One line that helps a person choose. */
  help: string;
}

/** One parameter, as data: forms are drawn from it and requests are checked against it. */
export type ParamField =
  | (FieldBase & { type: "integer" | "number"; default: number; min: number; max: number })
  | (FieldBase & {
    /** The word `auto` or a number within the limits. */
    type: "auto-or-number";
    default: "auto" | number;
    min: number;
    max: number;
  })
  | (FieldBase & {
    /** A list of whole numbers, such as layer sizes. */
    type: "integer-list";
    default: number[];
    min: number;
    max: number;
    maxLength: number;
  })
  | (FieldBase & {
    /** One of a few words. */
    type: "choice";
    default: string;
    options: { value: string; label: string }[];
  })
  | (FieldBase & {
    /** A list of detectors. */
    type: "members";
    default: MemberParams[];
    /** Lists that forms offer. */
    presets: { value: string; label: string; members: MemberParams[] }[];
  });

/** What is wrong with parameters that are each within their limits. */
export interface ParamsFault {
  /** The parameter to change. */
  name: string;
  /** What it may be, in a sentence. */
  message: string;
}

/** A detector as the catalogue lists it. */
export interface DetectorDefinition {
  kind: DetectorKind;
  title: string;
  /** What it does and what it is good at, in a sentence or two. */
  summary: string;
  /** The paper or standard it follows. */
  source: string;
  fields: ParamField[];
  /** Looks at the parameters together, once each is within its limits. */
  check?(params: Record<string, unknown>): ParamsFault | null;
  /** Learns from attacks too, by their labels; others learn from normal rows only. */
  supervised?: true;
  /** The rule that applies when a run names none. */
  defaultThreshold(params: Record<string, unknown>): ThresholdRule;
}
