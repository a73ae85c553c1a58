/**
 * Values that forms offer, apart from the schemas that have them: an island that takes them from
 * here leaves zod out of its script.
 *
 * @module
 */

/** What people have come to with an alert. */
export const ALERT_STATES = ["open", "acknowledged", "closed"] as const;

/** What an alert turned out to be: an attack, benign and expected, or unclear. */
export const ALERT_VERDICTS = ["attack", "benign", "unknown"] as const;

/** What rules watch, and alerts come from. */
export const ALERT_SOURCES = ["live", "batch", "detection", "sensor"] as const;

/** The kinds of anomalies that are planted in copies of usual records. */
export const PLANTED_KINDS = ["extreme", "swapped", "combination", "unseen", "shuffled"] as const;

/** The largest share that may be set aside: of what is half of the data nobody can say it is odd. */
export const MOST_CONTAMINATION = 0.5;

/** Trainings in turn, each without the rows that the one before set aside. */
export const MOST_ROUNDS = 5;
