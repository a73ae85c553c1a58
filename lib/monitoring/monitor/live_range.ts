/** Spans of time that the live page can show. */
export const LIVE_RANGES = ["15m", "1h", "6h", "24h"] as const;

/** One of {@linkcode LIVE_RANGES}. */
export type LiveRange = typeof LIVE_RANGES[number];

/** Parts of a range that are counted apart, whatever its length. */
export const RANGE_BUCKETS = 180;
/** Cells of its lanes. */
export const RANGE_CELLS = 60;

/** Seconds of each range. */
export const RANGE_SECONDS: Record<LiveRange, number> = {
  "15m": 900,
  "1h": 3600,
  "6h": 21_600,
  "24h": 86_400,
};

/** Each range in words, as in "the last 6 hours". */
export const RANGE_TITLES: Record<LiveRange, string> = {
  "15m": "15 minutes",
  "1h": "1 hour",
  "6h": "6 hours",
  "24h": "24 hours",
};

/** What the live page shows at first. */
export const FIRST_RANGE: LiveRange = "15m";
