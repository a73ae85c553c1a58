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
import { UNTOUCHED } from "./alert_change.ts";
import { hostOf } from "./host_of.ts";

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
  /** Its records that were not told before; of one that many raise, the latest. */
  findings: Finding[];
}

/** Values of entities that are counted at the same time, over all rules. */
const MOST_ENTITIES = 10_000;

/** An alert that goes on for longer is raised again. */
const LONGEST_MS = 3_600_000;

/** Longest value of an entity that is told. */
const VALUE_LENGTH = 200;

/** Records before the one that raises an alert that are kept for it. */
const MOST_EARLIER = 10;

interface Counting {
  /** Times of the latest records, as many as raise an alert. */
  times: number[];
  /** The latest of them. */
  findings: Finding[];
  open: Alert | null;
}

/**
 * Counts findings by rule, model and entity. `count` of them within the window raise an alert; what
 * follows adds to it, until there is none for as long as the window, for an hour, or until a person
 * closes it. Memory is bounded: of more than 10,000 entities the one not seen for longest is forgotten.
 */
export class RuleEngine {
  readonly #newId: () => string;
  readonly #isClosed: (id: string) => boolean;
  readonly #countings = new LruCache<string, Counting>(MOST_ENTITIES, () => {});

  /**
   * @param newId gives ids for alerts
   * @param isClosed says whether a person has closed or deleted an alert
   */
  constructor(newId: () => string, isClosed: (id: string) => boolean = () => false) {
    this.#newId = newId;
    this.#isClosed = isClosed;
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
  ): Omit<RaisedAlert, "rule"> | null {
    const key = JSON.stringify([rule.id, finding.model.id, entity?.value ?? null]);
    let counting = this.#countings.get(key);
    if (!counting) {
      this.#countings.set(key, counting = { times: [], findings: [], open: null });
    }
    const windowMs = rule.windowSeconds * 1000;
    const { open } = counting;
    if (open && isGoingOn(open, finding.at, windowMs) && !this.#isClosed(open.id)) {
      const alert = counting.open = grown(open, finding);
      return { alert, isNew: false, findings: [finding] };
    }
    counting.open = null;
    counting.times.push(finding.at);
    counting.findings.push(finding);
    if (counting.times.length > rule.count) counting.times.shift();
    if (counting.findings.length > Math.min(rule.count, MOST_EARLIER)) counting.findings.shift();
    const { times, findings } = counting;
    if (times.length < rule.count || finding.at - times[0] > windowMs) return null;
    counting.open = {
      id: this.#newId(),
      rule: { id: rule.id, name: rule.name },
      source: { type: "live", ...finding.model },
      model: finding.model,
      entity,
      host: commonHost(findings, entity),
      severity: finding.severity,
      score: finding.score,
      threshold: finding.threshold,
      count: rule.count,
      firstAt: new Date(times[0]).toISOString(),
      lastAt: new Date(finding.at).toISOString(),
      createdAt: new Date(finding.at).toISOString(),
      reason: null,
      record: finding.record,
      ...UNTOUCHED,
    };
    counting.times = [];
    counting.findings = [];
    return { alert: counting.open, isNew: true, findings };
  }
}

/** The host that all findings are about, `null` for several. */
function commonHost(findings: Finding[], entity: Entity | null): string | null {
  const [host, ...others] = new Set(findings.map(({ record }) => hostOf(record, entity)));
  return others.length === 0 ? host : null;
}

/** The entity of a finding that a rule is about, `undefined` where it is not. */
function matches(rule: Rule, finding: Finding): Entity | null | undefined {
  if (!rule.enabled || rule.source !== "live") return undefined;
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
  const higher = finding.score > alert.score!;
  return {
    ...alert,
    host: alert.host === hostOf(finding.record, alert.entity) ? alert.host : null,
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
