/**
 * Names of columns that hold labels, or kinds of attacks, in several languages.
 *
 * @module
 */
import { nameTokens, withoutMarks } from "../columns/name_tokens.ts";

/** Words for a label; beside them in a name only {@linkcode LABEL_MODIFIERS} may appear. */
const LABEL_WORDS = new Set([
  ...["label", "labels", "etikett", "etiket", "etykieta", "etiqueta", "etiquette", "etichetta"],
  ...["rotulo", "rotulos", "标签", "标记", "метка", "ラベル", "라벨"],
]);
const LABEL_MODIFIERS = new Set([
  ...["binary", "bin", "multi", "multiclass", "true", "actual", "final", "ground", "truth", "gt"],
  ...["attack", "traffic", "anomaly", "class", "target", "malware", "intrusion", "threat", "y"],
  ...["name", "id", "code", "enc", "encoded", "num", "numeric", "int", "text", "str", "string"],
  ...[
    "is",
    "the",
    "new",
    "original",
    "orig",
    "angriff",
    "angriffs",
    "ataque",
    "attaque",
    "attacco",
  ],
]);

/** Words for a class; kinds of traffic and attacks have a class too. */
const CLASS_WORDS = new Set([
  ...[
    "class",
    "klasse",
    "klass",
    "klasa",
    "clase",
    "classe",
    "sinif",
    "zielklasse",
    "类别",
    "класс",
  ],
]);
const CLASS_MODIFIERS = new Set([
  ...["binary", "bin", "multi", "true", "actual", "final", "target", "label", "name", "id", "code"],
  ...["enc", "encoded", "num", "numeric", "y"],
]);

const LABEL_NAMES = [
  /^(binary|multi|multiclass|true|attack|traffic|anomaly|class|target|actual|bin)?labels?\d*$/,
  /^(multi|binary)?class(label)?\d*$/,
  /^target\d*$/,
  /^(ziel(variable|wert|spalte))$/,
  /^(outcome|groundtruth|ytrue|truth)$/,
  /^(is|has)?(attack|anomaly|anomalous|malicious|malware|botnet|intrusion|outlier)(flag)?$/,
  /^(is|has)(ddos|dos|bot|threat|fraud|fraudulent|infected|compromised|abnormal|suspicious|bad)$/,
  /^(attacks|anomalies|abnormal|intrusive|fraud|fraudulent)$/,
  /^(is)?(benign|normal|legit|legitimate|clean)(flag)?$/,
  /^(ist)?(angriff|attacke|anomalie|bosartig|boesartig|schadhaft|gutartig)$/,
  /^(es|e|est|eh)?(ataque|attaque|attacco|anomalia|anomalo|malicioso|malveillant|maligno|benigno)$/,
];

const ATTACKS = "attack|malware|botnet|intrusion|threat|angriff|attacke|ataque|attaque|attacco|" +
  "bedrohung|amenaza|schadsoftware";
const TRAFFIC = "traffic|verkehr|datenverkehr|trafico|trafic|traffico|trafego";
const KIND =
  "type|typ|tipo|art|kind|category|cat|kategorie|categoria|categorie|class|klasse|clase|" +
  "classe|family|name";
const OF = "(?:of|de|d|di|do|du|del|des)?(?:l|la|el)?";

const CATEGORY_NAMES = [
  /^attemptedcategory$/,
  /^detailedlabel$/,
  new RegExp(`^(?:${ATTACKS})`),
  new RegExp(`^(?:${TRAFFIC})s?(?:${KIND})$`),
  new RegExp(`^(?:${KIND})${OF}(?:${ATTACKS}|anomaly|anomalie|anomalia|${TRAFFIC})s?$`),
  /^anomal(y|ie|ia)n?(type|typ|tipo|cat|category|class|klasse|name|id)$/,
];
/** Of attacks, these count or measure something. */
const MEASURES = /(count|num|number|rate|total|bytes|packets|duration|port|ip|addr|address)$/;

/** Letters and digits alone: "Flow ID", "flow_id" and "FlowID" are one name. */
export function bareName(name: string): string {
  return withoutMarks(name).toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/**
 * Whether a column of that name is a label, in one of several languages; of names that were joined,
 * as in IoT-23, one of them.
 *
 * @example
 * ```ts
 * import { namesLabel } from "./label_names.ts";
 * import assert from "node:assert/strict";
 *
 * assert.ok(["Label", "attack_label", "Klasse", "Etiqueta"].every(namesLabel));
 * assert.ok(!["mpls_label", "flow", "qclass_name"].some(namesLabel));
 * ```
 */
export function namesLabel(name: string): boolean {
  return name.split(/ {2,}/).some((part) => {
    const bare = bareName(part);
    if (LABEL_NAMES.some((pattern) => pattern.test(bare))) return true;
    const tokens = nameTokens(withoutMarks(part)).filter((token) => !/^\d+$/.test(token));
    return consistsOf(tokens, LABEL_WORDS, LABEL_MODIFIERS) ||
      consistsOf(tokens, CLASS_WORDS, CLASS_MODIFIERS);
  });
}

function consistsOf(tokens: string[], words: Set<string>, modifiers: Set<string>): boolean {
  return tokens.some((token) => words.has(token)) &&
    tokens.every((token) => words.has(token) || modifiers.has(token));
}

/**
 * Whether a column of that name says what kind of attack, or of traffic, a record is: `attack_cat`,
 * `type_attack`, `Traffic Type`, `Angriffsart`.
 */
export function namesCategory(name: string): boolean {
  // Within an event, as in "anomaly.layer", the word names the event.
  if (name.includes(".")) return false;
  const bare = bareName(name);
  return CATEGORY_NAMES.some((pattern) => pattern.test(bare)) && !MEASURES.test(bare);
}
