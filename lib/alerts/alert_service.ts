import type { FoundHost } from "../detections/hosts/found_hosts.ts";
import { bandOf, UNKNOWN_SEVERITY } from "../learning/severity/severity.ts";
import type { Alert, KeptRecord } from "../resources/alert.ts";
import type { Rule } from "../resources/alert_rule.ts";
import type { VerdictBatch } from "../scoring/verdict_feed.ts";
import type { BatchRow, Catalogue, DetectionRow } from "../store/catalogue.ts";
import { newId } from "../store/ids.ts";
import { AlertLog } from "./alert_log.ts";
import { batchAlerts, hostAlerts } from "./job_alerts.ts";
import { type Finding, RuleEngine } from "./rule_engine.ts";
import type { ToldFinding } from "../sensors/told_finding.ts";
import { sensorAlerts } from "./sensor_alerts.ts";
import { Destinations } from "./settings/destinations.ts";
import { Rules } from "./settings/rules.ts";
import { Suppressions } from "./settings/suppressions.ts";

/** Finds alerts in what models say, keeps them and sends them. */
export class AlertService implements Disposable {
  readonly #catalogue: Catalogue;
  readonly rules: Rules;
  readonly destinations: Destinations;
  readonly suppressions: Suppressions;
  /** All alerts. */
  readonly log: AlertLog;
  readonly #engine = new RuleEngine(() => newId("alert"), (id) => {
    const alert = this.log.get(id);
    return alert === null || alert.state === "closed";
  });

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
    this.rules = new Rules(catalogue);
    this.destinations = new Destinations(catalogue, this.rules);
    this.suppressions = new Suppressions(catalogue);
    this.log = new AlertLog(catalogue);
  }

  /** Looks for alerts in a batch. */
  observe(batch: VerdictBatch, modelName: string): void {
    if (batch.flagged.length === 0 || this.rules.size === 0) return;
    const rules = this.rules.list();
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
      for (const raised of this.#engine.push(finding, rules)) {
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

  /**
   * Looks for alerts in what behaviour checks find at a sensor.
   *
   * @param at milliseconds since 1970
   * @returns as {@linkcode AlertService.judgeDetection} does
   */
  judgeSensor(
    sensor: { id: string; name: string },
    told: readonly ToldFinding[],
    at: number,
  ): () => void {
    return this.#raiseTogether((rule) =>
      sensorAlerts(rule, sensor, told, at, () => newId("alert"))
    );
  }

  /** How many alerts nobody has looked at, without those that a suppression holds back. */
  openCount(): number {
    return this.log.count({ state: "open", suppressed: false });
  }

  [Symbol.dispose](): void {
    this.destinations[Symbol.dispose]();
    this.log[Symbol.dispose]();
  }

  #raise(alert: Alert, rule: Rule, records: KeptRecord[]): void {
    const suppression = this.suppressions.of(alert);
    this.log.put({ ...alert, suppressedBy: suppression?.id ?? null }, records);
    if (!suppression) this.destinations.send(alert, rule.destinations);
  }

  /** Alerts of all rules, written together; they are sent once they are. */
  #raiseTogether(alertsOf: (rule: Rule) => Alert[]): () => void {
    const raised = this.rules.list().flatMap((rule) =>
      alertsOf(rule).map((alert) => {
        const suppressedBy = this.suppressions.of(alert)?.id ?? null;
        return { rule, alert: { ...alert, suppressedBy } };
      })
    );
    if (raised.length === 0) return () => {};
    return () => {
      this.log.add(raised.map(({ alert }) => alert));
      this.#catalogue.whenWritten(() => {
        for (const { alert, rule } of raised) {
          if (alert.suppressedBy === null) this.destinations.send(alert, rule.destinations);
        }
      });
    };
  }
}

function keptRecord({ at, score, severity, record }: Finding): KeptRecord {
  return { at: new Date(at).toISOString(), score, severity: severity.value, record };
}
