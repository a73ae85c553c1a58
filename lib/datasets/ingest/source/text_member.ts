/**
 * A text file of an upload, and how its lines are read.
 *
 * @module
 */
import type { Layout, LineParser } from "../../formats/format.ts";
import type { ResolvedLimits } from "../../limits.ts";
import type { ChunkOptions } from "./chunks.ts";
import { type Encoding, toUtf8 } from "./encoding.ts";
import { LineChecker } from "./line_checker.ts";
import type { CheckerOptions } from "./line_report.ts";
import { LineConverter } from "./line_converter.ts";
import type { Member } from "./upload.ts";

/** A text file of an upload. */
export interface TextMember {
  member: Member;
  encoding: Encoding;
  /** Whether lines end with a carriage return alone. */
  carriageReturns: boolean;
}

/** How to prepare files. */
export interface PrepareOptions {
  limits: ResolvedLimits;
  signal?: AbortSignal;
  onProgress?: (fraction: number) => void;
}

/**
 * What reads the lines of a text: a checker, or a converter where the format is not delimited text.
 */
export function openReader(
  { carriageReturns }: TextMember,
  layout: Layout,
  { maxLineBytes }: ResolvedLimits,
  options: CheckerOptions,
): { reader: LineChecker | LineConverter; parser: LineParser | undefined } {
  const lineEnd = carriageReturns ? "\r" : "\n";
  const parser = layout.createParser?.();
  if (parser) {
    return { reader: new LineConverter({ parser, lineEnd, maxLineBytes }, options), parser };
  }
  const { delimiter, quote, overfull, preamble, header, columns } = layout;
  const rules = {
    delimiter,
    quote,
    overfull,
    preamble,
    header,
    fields: columns.length,
    lineEnd,
    maxLineBytes,
  } as const;
  return { reader: new LineChecker(rules, options), parser };
}

/** The bytes of a text in UTF-8. */
export function textOf({ member, encoding }: TextMember, options: ChunkOptions) {
  return toUtf8(member.read(options), encoding);
}
