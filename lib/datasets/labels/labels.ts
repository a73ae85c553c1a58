/**
 * Which labels stand for normal traffic.
 *
 * @module
 */
import { nameTokens, withoutMarks } from "../columns/name_tokens.ts";
import { ATTACK, KINDS_OF_ATTACK, NEGATION, NO, NO_ATTACK, NORMAL, YES } from "./label_words.ts";
import type { ColumnProfile } from "../../resources/dataset.ts";

/**
 * Whether a label stands for normal traffic, whatever its column is called. Words are looked for in
 * every spelling: `BenignTraffic`, `Benign_Final`, `flow=From-Normal-V50`, `-   Benign   -`.
 *
 * @example
 * ```ts
 * import { isNormalLabel } from "./labels.ts";
 * import assert from "node:assert/strict";
 *
 * assert.ok(isNormalLabel("Normal Traffic"));
 * assert.ok(!isNormalLabel("not normal"));
 * ```
 */
export function isNormalLabel(label: string): boolean {
  const text = label.trim();
  if (/^0(\.0+)?$/.test(text)) return true;
  return namesNormalTraffic(text);
}

/** Whether a label says so in words. */
export function namesNormalTraffic(label: string): boolean {
  const tokens = nameTokens(withoutMarks(label));
  let normal = false;
  for (const [i, token] of tokens.entries()) {
    const negated = i > 0 && NEGATION.has(tokens[i - 1]);
    if (isNormalWord(token)) {
      if (negated) return false;
      normal = true;
    } else if (ATTACK.has(token) || isNegatedNormal(token)) {
      if (!negated) return false;
      normal = true;
    } else if (isNegatedAttack(token)) normal = true;
  }
  return normal;
}

/** Whether a label names an attack, or attacks. */
export function namesAttack(label: string): boolean {
  return !namesNormalTraffic(label) &&
    nameTokens(withoutMarks(label)).some((token) =>
      ATTACK.has(token) || KINDS_OF_ATTACK.has(token) || isNegatedNormal(token)
    );
}

function isNormalWord(token: string): boolean {
  return NORMAL.has(token) || /^(normal|benign)(traffic|flow|final|data)s?$/.test(token);
}

function isNegatedNormal(token: string): boolean {
  return /^(ab|non|un|not)(normal|benign|clean|safe)$/.test(token);
}

function isNegatedAttack(token: string): boolean {
  return /^(non|no|not)(attack|malicious|anomal(y|ous)|botnet|malware|intrusion)$/.test(token);
}

/** Labels that say that there is none, as a regular expression that knows no case. */
export const MISSING_LABEL = "(?:nan|null|<na>|na|n/a|#n/a|\\?)?";

/** What the name of a label column says about its yes and its no. */
export type Meaning = "attack" | "normal" | "unknown";

const ATTACK_NAME = new Set([
  ...ATTACK,
  "intrusive",
  "compromised",
  "evil",
  "fraud",
  "mal",
  "intrusions",
  "threats",
  "category",
  "cat",
]);
ATTACK_NAME.delete("bad");

/** What a yes means in a column of that name: `is_attack`, `malicious`, `isBenign`. */
export function meaningOf(columnName: string): Meaning {
  const tokens = tokensOf(columnName);
  const attack = tokens.some((token) => ATTACK_NAME.has(token));
  const normal = tokens.some((token) => NORMAL.has(token) || token === "ok");
  const negated = tokens.some((token) => NEGATION.has(token));
  if (attack === normal) return "unknown";
  return attack !== negated ? "attack" : "normal";
}

/** Words that may accompany what yes means. */
const BESIDE = new Set(["is", "has", "was", "flag", "ist", "es", "est", "label"]);

/** Whether a name says what yes means and nothing else: `evil`, `is_compromised`. */
export function isMeaning(columnName: string): boolean {
  return meaningOf(columnName) !== "unknown" &&
    tokensOf(columnName).every((token) =>
      ATTACK_NAME.has(token) || NORMAL.has(token) || BESIDE.has(token) || NEGATION.has(token)
    );
}

function tokensOf(columnName: string): string[] {
  return nameTokens(withoutMarks(columnName)).flatMap((token) => splitPrefix(token));
}

function splitPrefix(token: string): string[] {
  const [, rest] = /^(?:is|has)(attack|anomaly|anomalous|malicious|malware|benign|normal|botnet)$/
    .exec(token) ?? [];
  if (rest) return [rest];
  const [, word] = /^(attack|anomaly|malware)(?:label|flag|type|cat|category|class|name|t|id)$/
    .exec(token) ?? [];
  return word ? [word] : [token];
}

/** How often each label occurs. */
interface Counted {
  name: string;
  count: number;
}

/** Which labels are normal, as far as can be told. */
export interface NormalLabels {
  normal: Set<string>;
  /**
   * How it was told: words say it; the column's name says what yes and no mean; a guess by custom,
   * which a person must confirm; or not at all, so that a person must say it.
   */
  told: "words" | "name" | "custom" | "no";
}

/**
 * Tells the normal labels of a column. Words come first (`BENIGN`), then what the column's name makes
 * of yes and no (`is_attack`: no). Yes and no under a name that says neither, such as `label`, are
 * told by custom, 0 or no for normal traffic, only where most records bear it out; -1 and 1, which
 * tools use both ways, never are.
 */
export function normalLabels(labels: Counted[], columnName: string): NormalLabels {
  const named = labels.filter(({ name }) => namesNormalTraffic(name));
  if (named.length > 0) return { normal: namesOf(named), told: "words" };
  const meaning = meaningOf(columnName);
  const answers = labels.map((label) => ({ ...label, answer: answerOf(label.name) }));
  const no = answers.filter(({ answer }) => answer === "no");
  const yes = answers.filter(({ answer }) => answer === "yes");
  if (meaning === "attack") {
    const none = labels.filter(({ name }) => NO_ATTACK.has(name.trim().toLowerCase()));
    const found = no.length > 0 ? no : none;
    return found.length > 0
      ? { normal: namesOf(found), told: "name" }
      : { normal: new Set(), told: "no" };
  }
  if (meaning === "normal") {
    return yes.length > 0
      ? { normal: namesOf(yes), told: "name" }
      : { normal: new Set(), told: "no" };
  }
  const signed = labels.some(({ name }) => Number(name) === -1);
  const share = rowsOf(no) / Math.max(1, rowsOf(labels));
  if (no.length > 0 && !signed && (labels.length === 1 || share >= 0.5)) {
    return { normal: namesOf(no), told: "custom" };
  }
  return { normal: new Set(), told: "no" };
}

function answerOf(label: string): "yes" | "no" | null {
  const word = withoutMarks(label.trim().toLowerCase());
  if (YES.has(word)) return "yes";
  return NO.has(word) ? "no" : null;
}

function namesOf(labels: Counted[]): Set<string> {
  return new Set(labels.map(({ name }) => name));
}

function rowsOf(labels: Counted[]): number {
  return labels.reduce((sum, { count }) => sum + count, 0);
}

/** Whether a column holds both yes and no and nothing else, in any of their spellings. */
export function isYesOrNo({ distinct, top }: Pick<ColumnProfile, "distinct" | "top">): boolean {
  return distinct === 2 && new Set(top.map(({ value }) => answerOf(value))).size === 2 &&
    top.every(({ value }) => answerOf(value) !== null);
}
