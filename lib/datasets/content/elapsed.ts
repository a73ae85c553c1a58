/**
 * Columns of numbers that are the time since the start of a capture.
 *
 * @module
 */
import { nameTokens } from "../columns/name_tokens.ts";
import { AMOUNTS, isPort, MEASURES, type NumberColumn } from "./counters.ts";
import { RATES } from "./epochs.ts";

/** Fewer rows prove nothing, unless the name speaks of time. */
const FEWEST_ROWS = 40;
const FEWEST_ROWS_NAMED = 10;
/** Share of the values that differ: whole seconds repeat, but few measurements stay this distinct. */
const DISTINCT = 0.1;
const FEWEST_VALUES = 40;
/** The first value as a share of the highest: captures begin at zero, or soon after. */
const START = 0.02;
/** Captures that were joined begin again; more drops than this share of the steps are no such thing. */
const RESTARTS = 0.01;
/** The file is cut into so many pieces of equally many rows, to compare how far the values rise. */
const PIECES = 20;
/**
 * Rank correlation of a piece's place in the file with its rise. A clock goes on alike at the
 * beginning and at the end. Sorted measurements rise ever faster, as they have a long tail.
 */
const STEADY = 0.7;
const STEADY_NAMED = 0.9;
/** Share of the whole rise that one piece may have. */
const LARGEST_PIECE = 0.6;
/** A range below this is that of shares and rates, such as 0 to 1. */
const SHORTEST = 2;

/** Names of clocks that run from the start of something. */
const CLOCKS = new Set([
  ...["time", "timestamp", "ts", "t", "offset", "relative", "rel", "elapsed", "since", "seconds"],
  ...["secs", "sec", "clock", "zeit", "tiempo", "temps", "tempo", "start", "begin", "ms", "us"],
]);
/** Names of how long something took, which have words of time in them. */
const SPANS = new Set([
  ...["duration", "dur", "delta", "diff", "iat", "interval", "response", "rtt", "latency", "delay"],
  ...[
    "lifetime",
    "ttl",
    "live",
    "timeout",
    "idle",
    "active",
    "age",
    "jitter",
    "jit",
    "wait",
    "gap",
  ],
  ...["per", "processing", "service", "session", "connection", "dauer"],
]);
/** Names of further measurements. */
const OTHERS = new Set(["score", "entropy", "ratio", "percent", "pct", "share", "probability"]);

/**
 * Whether the values are the time since the first record, in any unit and with the first or the
 * last record on top: they start near zero, never fall, except where captures were joined, and rise
 * as fast at the end of the file as at its beginning. A measurement that the file is sorted by rises ever faster, or has the name of one.
 */
export function isElapsed(column: NumberColumn): boolean {
  const { name, present, distinct, min, max, runs } = column;
  const tokens = nameTokens(name);
  if (tokens.some((token) => SPANS.has(token) || AMOUNTS.has(token))) return false;
  const named = tokens.some((token) => CLOCKS.has(token));
  const measured = (token: string) => MEASURES.has(token) || RATES.has(token) || OTHERS.has(token);
  if (!named && (isPort(tokens) || tokens.some(measured))) return false;
  if (present < (named ? FEWEST_ROWS_NAMED : FEWEST_ROWS) || min < 0 || max < SHORTEST) {
    return false;
  }
  if (!named && distinct < Math.max(FEWEST_VALUES, DISTINCT * present)) return false;
  const values = runs.flat();
  return goesOn(values, max, named) || goesOn(values.toReversed(), max, named);
}

function goesOn(values: number[], max: number, named: boolean): boolean {
  if (values[0] > START * max) return false;
  const rises = values.slice(1).map((value, i) => value - values[i]);
  const drops = rises.flatMap((rise, i) => rise < 0 ? [i] : []);
  if (drops.length > RESTARTS * rises.length) return false;
  if (drops.some((i) => values[i + 1] > START * max)) return false;
  const pieces = risesOfPieces(rises.map((rise) => Math.max(0, rise)));
  if (Math.abs(rankCorrelation(pieces)) > (named ? STEADY_NAMED : STEADY)) return false;
  const total = pieces.reduce((sum, rise) => sum + rise, 0);
  return named || Math.max(...pieces) <= LARGEST_PIECE * total;
}

function risesOfPieces(rises: number[]): number[] {
  const count = Math.min(PIECES, rises.length);
  const pieces: number[] = new Array(count).fill(0);
  for (const [i, rise] of rises.entries()) pieces[Math.floor(i * count / rises.length)] += rise;
  return pieces;
}

/** Spearman's correlation of numbers with their places; equal numbers share their mean rank. */
function rankCorrelation(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const ranks = values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2);
  const middle = (values.length - 1) / 2;
  let products = 0;
  let places = 0;
  let squares = 0;
  for (const [i, rank] of ranks.entries()) {
    products += (i - middle) * (rank - middle);
    places += (i - middle) ** 2;
    squares += (rank - middle) ** 2;
  }
  return squares === 0 ? 0 : products / Math.sqrt(places * squares);
}
