/**
 * Rules, destinations, suppressions and alerts of a server.
 *
 * @module
 */
import { z } from "zod";
import { bandOf, UNKNOWN_SEVERITY } from "../learning/severity/severity.ts";
import type { BatchRow, Catalogue, DetectionRow } from "../store/catalogue.ts";
import { newId } from "../store/ids.ts";
import { StoredList } from "../store/stored_list.ts";
import type { VerdictBatch } from "../scoring/verdict_feed.ts";
import type { Alert, KeptRecord } from "../resources/alert.ts";
import { UNTOUCHED } from "./alert_change.ts";
import { AlertLog } from "./alert_log.ts";
import { batchAlerts, hostAlerts } from "./job_alerts.ts";
import type { FoundHost } from "../detections/hosts/found_hosts.ts";
import {
  type DeliveryState,
  type Destination,
  type DestinationRequest,
  destinationSchema,
} from "../resources/alert_destination.ts";
import { newSecret } from "./delivery/destination_secret.ts";
import { Outbox } from "./delivery/outbox.ts";
import { sendAlert } from "./delivery/send_alert.ts";
import { SendError } from "./delivery/send_error.ts";
import {
  type Rule,
  type RuleRequest,
  ruleRequestSchema,
  ruleSchema,
} from "../resources/alert_rule.ts";
import { type Finding, RuleEngine } from "./rule_engine.ts";
import {
  type Suppression,
  type SuppressionRequest,
  suppressionSchema,
} from "../resources/alert_suppression.ts";
import { suppressionOf } from "./suppression_of.ts";

/** Most things of each kind that a person may make. */
const MOST = { rules: 100, destinations: 50, suppressions: 500 };

/** The setting that says that the first rule was made, so that it can be deleted. */
const SEEDED = "seeded";

/** There are as many of them as there may be. */
export class TooManyError extends Error {
  override name = "TooManyError";
}

/** Finds alerts in what models say, keeps them and sends them. */
export class AlertService implements Disposable {
  readonly #catalogue: Catalogue;
  readonly #rules: StoredList<Rule>;
  readonly #destinations: StoredList<Destination>;
  readonly #suppressions: StoredList<Suppression>;
  /** All alerts. */
  readonly log: AlertLog;
  readonly #engine = new RuleEngine(() => newId("alert"), (id) => {
    const alert = this.log.get(id);
    return alert === null || alert.state === "closed";
  });
  readonly #outbox: Outbox;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
    this.#rules = new StoredList(catalogue, "alert-rule", ruleSchema);
    this.#destinations = new StoredList(catalogue, "alert-destination", destinationSchema);
    this.#suppressions = new StoredList(catalogue, "alert-suppression", suppressionSchema);
    this.log = new AlertLog(catalogue);
    this.#outbox = new Outbox({
      find: (id) => {
        const destination = this.#destinations.get(id);
        return destination?.enabled ? destination : null;
      },
    });
    const settings = new StoredList(catalogue, "alert-setting", z.object({ id: z.string() }));
    if (settings.get(SEEDED)) return;
    catalogue.together(() => {
      this.addRule(ruleRequestSchema.parse({ name: "Any high severity" }));
      settings.put({ id: SEEDED });
    });
  }

  /** Looks for alerts in a batch. */
  observe(batch: VerdictBatch, modelName: string): void {
    if (batch.flagged.length === 0 || this.#rules.size === 0) return;
    const at = batch.at + batch.latencyMs;
    for (const { index, record } of batch.flagged) {
      const known = batch.severities[index];
      const value = Number.isNaN(known) ? UNKNOWN_SEVERITY : known;
      const finding = {
        model: { id: batch.model, name: modelName },
        at,
        score: batch.scores[index],
        threshold: batch.thresholds?.[index] ?? batch.threshold,
        severity: { value, band: bandOf(value) },
        record,
      };
      for (const raised of this.#engine.push(finding, this.#rules.values())) {
        const records = raised.findings.map(keptRecord);
        if (raised.isNew) this.#raise(raised.alert, raised.rule, records);
        else this.log.put(raised.alert, records);
      }
    }
  }

  /** Writes alerts that wait to be written, within the changes in progress; throws where that fails. */
  flush(): void {
    this.log.flush();
  }

  /**
   * Looks for alerts in what a detection has found.
   *
   * @returns writes them, within the changes in progress; may be called again where these fail
   */
  judgeDetection(row: DetectionRow, found: FoundHost[]): () => void {
    return this.#raiseTogether((rule) => hostAlerts(rule, row, found, () => newId("alert")));
  }

  /**
   * Looks for alerts in a batch that has ended.
   *
   * @param nameOf names a model
   * @returns as {@linkcode AlertService.judgeDetection} does
   */
  judgeBatch(row: BatchRow, nameOf: (model: string) => string): () => void {
    return this.#raiseTogether((rule) => batchAlerts(rule, row, nameOf, () => newId("alert")));
  }

  /** How many alerts nobody has looked at, without those that a suppression holds back. */
  openCount(): number {
    return this.log.count({ state: "open", suppressed: false });
  }

  /**
   * Suppressions of alerts like these, all or none: for each rule, model and entity of them.
   *
   * @throws {TooManyError}
   */
  mute(alerts: readonly Alert[], minutes: number, comment: string): Suppression[] {
    const kinds = new Map(
      alerts.map(({ rule, model, entity }) => {
        const kind = { rule: rule.id, model: model?.id ?? null, entity };
        return [JSON.stringify(kind), kind];
      }),
    );
    const made: Suppression[] = [];
    refuseMore(this.#suppressions.size + kinds.size - 1, MOST.suppressions, "suppressions");
    this.#catalogue.together(() => {
      for (const kind of kinds.values()) {
        made.push(this.addSuppression({ ...kind, minutes, comment }));
      }
    });
    return made;
  }

  rules(): Rule[] {
    return [...this.#rules.values()];
  }

  rule(id: string): Rule | null {
    return this.#rules.get(id);
  }

  /** @throws {TooManyError} */
  addRule(request: RuleRequest): Rule {
    refuseMore(this.#rules.size, MOST.rules, "rules");
    return this.#putRule({ ...request, id: newId("rule"), createdAt: new Date().toISOString() });
  }

  changeRule({ id, createdAt }: Rule, request: RuleRequest): Rule {
    return this.#putRule({ ...request, id, createdAt });
  }

  deleteRule(id: string): boolean {
    return this.#rules.delete(id);
  }

  destinations(): Destination[] {
    return [...this.#destinations.values()];
  }

  destination(id: string): Destination | null {
    return this.#destinations.get(id);
  }

  /** What became of the alerts of a destination. */
  delivery(id: string): DeliveryState {
    return this.#outbox.state(id);
  }

  /** @throws {TooManyError} */
  addDestination(request: DestinationRequest): Destination {
    refuseMore(this.#destinations.size, MOST.destinations, "destinations");
    const stored = { id: newId("destination"), createdAt: new Date().toISOString() };
    return this.#putDestination(request, stored, null);
  }

  /** Changes a destination; a webhook keeps its secret unless another is given. */
  changeDestination(known: Destination, request: DestinationRequest): Destination {
    const { id, createdAt } = known;
    const secret = known.type === "webhook" ? known.secret : null;
    return this.#putDestination(request, { id, createdAt }, secret);
  }

  /** Deletes a destination; rules no longer name it. */
  deleteDestination(id: string): boolean {
    if (!this.#destinations.get(id)) return false;
    const users = this.rules().filter(({ destinations }) => destinations.includes(id));
    this.#catalogue.together(() => {
      this.#destinations.delete(id);
      this.#rules.put(
        ...users.map((rule) => ({
          ...rule,
          destinations: rule.destinations.filter((each) => each !== id),
        })),
      );
    });
    this.#outbox.forget(id);
    return true;
  }

  /**
   * Sends an alert that says that it is a test, once.
   *
   * @returns what went wrong, `null` where nothing did
   */
  async test(destination: Destination): Promise<string | null> {
    try {
      await sendAlert(testAlert(), destination);
      return null;
    } catch (error) {
      if (error instanceof SendError) return error.message;
      throw error;
    }
  }

  /** Those that hold, and those that ended in the last week. */
  suppressions(): Suppression[] {
    return [...this.#suppressions.values()];
  }

  /** @throws {TooManyError} */
  addSuppression({ minutes, ...request }: SuppressionRequest): Suppression {
    this.#forgetExpired();
    refuseMore(this.#suppressions.size, MOST.suppressions, "suppressions");
    const now = Date.now();
    const suppression: Suppression = {
      ...request,
      id: newId("suppression"),
      createdAt: new Date(now).toISOString(),
      expiresAt: new Date(now + minutes * 60_000).toISOString(),
    };
    this.#suppressions.put(suppression);
    return suppression;
  }

  deleteSuppression(id: string): boolean {
    return this.#suppressions.delete(id);
  }

  [Symbol.dispose](): void {
    this.#outbox[Symbol.dispose]();
    this.log[Symbol.dispose]();
  }

  #raise(alert: Alert, rule: Rule, records: KeptRecord[]): void {
    const suppression = suppressionOf(alert, this.#suppressions.values(), Date.now());
    this.log.put({ ...alert, suppressedBy: suppression?.id ?? null }, records);
    if (suppression) return;
    for (const destination of rule.destinations) this.#outbox.add(alert, destination);
  }

  /** Alerts of all rules, written together; they are sent once they are. */
  #raiseTogether(alertsOf: (rule: Rule) => Alert[]): () => void {
    const now = Date.now();
    const raised = [...this.#rules.values()].flatMap((rule) =>
      alertsOf(rule).map((alert) => {
        const suppressedBy = suppressionOf(alert, this.#suppressions.values(), now)?.id ?? null;
        return { rule, alert: { ...alert, suppressedBy } };
      })
    );
    if (raised.length === 0) return () => {};
    return () => {
      this.log.add(raised.map(({ alert }) => alert));
      this.#catalogue.whenWritten(() => {
        for (const { alert, rule } of raised) {
          if (alert.suppressedBy !== null) continue;
          for (const destination of rule.destinations) this.#outbox.add(alert, destination);
        }
      });
    };
  }

  #putRule(rule: Rule): Rule {
    this.#rules.put(rule);
    return rule;
  }

  #putDestination(
    request: DestinationRequest,
    stored: Pick<Destination, "id" | "createdAt">,
    secret: string | null,
  ): Destination {
    const destination: Destination = request.type === "webhook"
      ? { ...request, ...stored, secret: request.secret ?? secret ?? newSecret() }
      : { ...request, ...stored };
    this.#destinations.put(destination);
    return destination;
  }

  #forgetExpired(): void {
    const oldest = Date.now() - 7 * 24 * 3_600_000;
    for (const { id, expiresAt } of this.suppressions()) {
      if (Date.parse(expiresAt) < oldest) this.#suppressions.delete(id);
    }
  }
}

function refuseMore(count: number, most: number, what: string): void {
  if (count >= most) {
    throw new TooManyError(`There are ${most} ${what} already; delete some first.`);
  }
}

function keptRecord({ at, score, severity, record }: Finding): KeptRecord {
  return { at: new Date(at).toISOString(), score, severity: severity.value, record };
}

function testAlert(): Alert {
  const now = new Date().toISOString();
  return {
    id: newId("alert"),
    rule: { id: "test", name: "Test alert sent by hand" },
    source: { type: "live", id: "test", name: "Test" },
    model: { id: "test", name: "Test" },
    entity: null,
    host: null,
    severity: { value: 70, band: "high" },
    score: 1,
    threshold: 0.5,
    count: 1,
    firstAt: now,
    lastAt: now,
    createdAt: now,
    reason: null,
    record: { note: "This is a test." },
    ...UNTOUCHED,
  };
}
