import type { ConnectionBlock } from "../../lib/behaviour/connection_block.ts";
import type { OfficeDay } from "../../lib/datasets/demo/office/scenario.ts";

/** A host that was called unusual. */
export interface Claim {
  host: string;
  /** Milliseconds since 1970. */
  from: number;
  /** Milliseconds since 1970, exclusive. */
  to: number;
  /** Why, in words, where the contender says so. */
  text?: string;
}

/** What a contender says about some days. */
export interface Verdict {
  claims: Claim[];
  /** For each day, by its midnight: hosts, the most unusual first, with a score that is higher then. */
  ranking: Map<number, { host: string; score: number }[]>;
}

/** Something that looks for unusual hosts; learns from days and judges the later ones. */
export interface Contender {
  /** Takes the next day. */
  push(day: OfficeDay, block: ConnectionBlock): void | Promise<void>;
  /** Says what it found on the days that are judged. */
  finish(): Verdict | Promise<Verdict>;
}
