/**
 * What pages, the HTTP API and runs know of a detector before it is built: its name, its parameters
 * with their limits and help, its default threshold. Light: importing this loads no implementation.
 *
 * @module
 */
import type { FieldBase, ParamField, ParamsFault } from "../learning/param_field.ts";
import type { MemberParams } from "./hybrid/member_params.ts";
import type { ThresholdRule } from "../learning/thresholds/rule.ts";
import type { DetectorKind } from "./detector.ts";

/** One parameter of a detector. */
export type DetectorField =
  | ParamField
  | (FieldBase & {
    /** A list of detectors. */
    type: "members";
    default: MemberParams[];
    /** Lists that forms offer. */
    presets: { value: string; label: string; members: MemberParams[] }[];
  });

/** What a detector needs to learn. */
export interface DetectorRequirements {
  /** Training rows at least. */
  rows: number;
  /** Labels: it learns from attacks too, by their labels; others learn from normal rows only. */
  labels?: true;
  /** It can read the rows before each row (its `window`), so the order of the rows may matter. */
  order?: true;
}

/** A detector as the catalogue lists it. Everything that knows of a detector knows it from here. */
export interface DetectorDefinition {
  kind: DetectorKind;
  title: string;
  /** What scikit-learn calls it, or PyOD where it says so; absent: neither has it. */
  knownAs?: string;
  /** What it does and what it is good at, in a sentence or two. */
  summary: string;
  /** The paper or standard it follows. */
  source: string;
  fields: DetectorField[];
  /** Looks at the parameters together, once each is within its limits. */
  check?(params: Record<string, unknown>): ParamsFault | null;
  requires: DetectorRequirements;
  /** Time of a fit by its defaults, as a multiple of that of reading the data; for the ETA. */
  cost: number;
  /** The rule that applies when a run names none. */
  defaultThreshold(params: Record<string, unknown>): ThresholdRule;
  /**
   * The module of its implementation, which exports a `factory`. By its address, so that pages know
   * a detector without loading it.
   */
  implementation: URL;
}
