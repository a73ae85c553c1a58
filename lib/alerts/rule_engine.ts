/**
 * Counts records by the rules and raises alerts.
 *
 * @module
 */
import { LruCache } from "../base/lru_cache.ts";
import type { InputRecord } from "../learning/features/input.ts";
import type { Severity } from "../learning/severity/severity.ts";
import type { Alert, Entity } from "../resources/alert.ts";
import { BAND_ORDER } from "../learning/severity/severity.ts";
import type { Rule } from "../resources/alert_rule.ts";

/** An anomaly that a rule may be about. */
export interface Finding {
  model: { id: string; name: string };
  /** In milliseconds since 1970. */
  at: number;
  score: number;
  threshold: number;
  severity: Severity;
  record: InputRecord;
}

/** What a finding has done: an alert that is new, or one in progress that has grown. */
export interface RaisedAlert {
  alert: Alert;
  rule: Rule;
  isNew: boolean;
}

/** Values of entities that are counted at the same time, over all rules. */
const MOST_ENTITIES = 10_000;

/** An alert that goes on for longer is raised again. */
const LONGEST_MS = 3_600_000;

/** Longest value of an entity that is told. */
const VALUE_LENGTH = 200;

interface Counting {
  /** Times of the latest records, as many as raise an alert. */
  times: number[];
  open: Alert | null;
}

/**
 * Counts findings by rule, model and entity. `count` of them within the window raise an alert; what
 * follows adds to it, until there is none for as long as the window, or for an hour. Memory is
 * bounded: of more than 10,000 entities the one not seen for longest is forgotten.
 */
export class RuleEngine {
  readonly #newId: () => string;
  readonly #countings = new LruCache<string, Counting>(MOST_ENTITIES, () => {});

  /** @param newId gives ids for alerts */
  constructor(newId: () => string) {
    this.#newId = newId;
  }

  /** Takes a finding in. */
  push(finding: Finding, rules: Iterable<Rule>): RaisedAlert[] {
    const raised: RaisedAlert[] = [];
    for (const rule of rules) {
      const entity = matches(rule, finding);
      if (entity === undefined) continue;
      const found = this.#count(rule, finding, entity);
      if (found) raised.push({ ...found, rule });
    }
    return raised;
  }

  #count(
    rule: Rule,
    finding: Finding,
    entity: Entity | null,
  ): { alert: Alert; isNew: boolean } | null {
    const key = JSON.stringify([rule.id, finding.model.id, entity?.value ?? null]);
    let counting = this.#countings.get(key);
    if (!counting) this.#countings.set(key, counting = { times: [], open: null });
    const windowMs = rule.windowSeconds * 1000;
    const { open } = counting;
    if (open && isGoingOn(open, finding.at, windowMs)) {
      return { alert: counting.open = grown(open, finding), isNew: false };
    }
    counting.open = null;
    counting.times.push(finding.at);
    if (counting.times.length > rule.count) counting.times.shift();
    const { times } = counting;
    if (times.length < rule.count || finding.at - times[0] > windowMs) return null;
    counting.open = {
      id: this.#newId(),
      rule: { id: rule.id, name: rule.name },
      model: finding.model,
      entity,
      severity: finding.severity,
      score: finding.score,
      threshold: finding.threshold,
      count: rule.count,
      firstAt: new Date(times[0]).toISOString(),
      lastAt: new Date(finding.at).toISOString(),
      record: finding.record,
      acknowledgedAt: null,
      suppressedBy: null,
    };
    counting.times = [];
    return { alert: counting.open, isNew: true };
  }
}

/** The entity of a finding that a rule is about, `undefined` where it is not. */
function matches(rule: Rule, finding: Finding): Entity | null | undefined {
  if (!rule.enabled) return undefined;
  if (rule.model !== null && rule.model !== finding.model.id) return undefined;
  if (BAND_ORDER.get(finding.severity.band)! < BAND_ORDER.get(rule.severity)!) return undefined;
  if (rule.where && textOf(finding.record, rule.where.column) !== rule.where.value) {
    return undefined;
  }
  if (rule.entity === null) return null;
  const value = textOf(finding.record, rule.entity);
  return value === null ? undefined : {
    column: rule.entity,
    value: value.slice(0, VALUE_LENGTH),
  };
}

function textOf(record: InputRecord, column: string): string | null {
  const value = Object.hasOwn(record, column) ? record[column] : null;
  return value === null || value === "" ? null : String(value);
}

function isGoingOn(alert: Alert, at: number, windowMs: number): boolean {
  return at - Date.parse(alert.lastAt) <= windowMs && at - Date.parse(alert.firstAt) <= LONGEST_MS;
}

function grown(alert: Alert, finding: Finding): Alert {
  const higher = finding.score > alert.score;
  return {
    ...alert,
    count: alert.count + 1,
    lastAt: new Date(Math.max(finding.at, Date.parse(alert.lastAt))).toISOString(),
    ...(higher && {
      score: finding.score,
      severity: finding.severity,
      threshold: finding.threshold,
      record: finding.record,
    }),
  };
}
