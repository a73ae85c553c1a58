/**
 * Words of labels, in several languages.
 *
 * @module
 */

/** Words for normal traffic, as labels of public datasets have them, without accents. */
export const NORMAL: ReadonlySet<string> = new Set([
  "normal",
  "benign",
  "background",
  "legitimate",
  "legit",
  "clean",
  "good",
  "harmless",
  "innocuous",
  "genuine",
  "safe",
  "trusted",
  "inlier",
  "goodware",
  ...["gutartig", "unauffallig", "harmlos", "sauber", "legitim", "benigno", "benigna", "benignos"],
  ...["normales", "legitimo", "legitima", "limpio", "bueno", "benin", "benigne", "normale"],
  ...["normaux", "legitime", "sain", "normali", "legittimo", "buono", "limpo", "normaal"],
  ...["goedaardig", "normalt", "normalny", "正常", "норма", "нормальный"],
]);

/** Words that may accompany one for normal traffic. */
export const NEGATION: ReadonlySet<string> = new Set([
  "no",
  "not",
  "non",
  "un",
  "without",
  "never",
  "ab",
  "anti",
  "isnt",
  "nicht",
  "kein",
  "keine",
  "ohne",
  "sin",
  "sans",
  "pas",
  "nao",
  "nessun",
]);

/** Words for attacks. After a negation they stand for normal traffic. */
export const ATTACK: ReadonlySet<string> = new Set([
  "attack",
  "attacks",
  "attacker",
  "anomaly",
  "anomalies",
  "anomalous",
  "malicious",
  "malware",
  "botnet",
  "bot",
  "intrusion",
  "threat",
  "outlier",
  "abnormal",
  "suspicious",
  "infected",
  "bad",
  "ddos",
  "dos",
  ...["angriff", "angriffe", "attacke", "anomalie", "anomal", "bosartig", "schadlich", "schadhaft"],
  ...["verdachtig", "ataque", "ataques", "anomalia", "anomalo", "malicioso", "maligno"],
  ...["sospechoso", "attaque", "attaques", "malveillant", "suspect", "attacco", "attacchi"],
  ...["dannoso", "malevolo", "攻击", "атака"],
]);

/** Words for single kinds of attacks. */
export const KINDS_OF_ATTACK: ReadonlySet<string> = new Set([
  ...["scan", "scanning", "portscan", "probe", "recon", "reconnaissance", "flood", "bruteforce"],
  ...[
    "brute",
    "exploit",
    "exploits",
    "fuzzer",
    "fuzzers",
    "worm",
    "worms",
    "shellcode",
    "backdoor",
  ],
  ...["backdoors", "ransomware", "trojan", "spyware", "phishing", "infiltration", "injection"],
  ...["xss", "sqli", "heartbleed", "smurf", "neptune", "mirai", "drdos", "bots", "exfiltration"],
]);

/** Yes as tools write it, without accents. */
export const YES: ReadonlySet<string> = new Set([
  "1",
  "1.0",
  "true",
  "t",
  "yes",
  "y",
  "positive",
  "pos",
  "on",
  "ja",
  "oui",
  "si",
  "sim",
  "wahr",
  "vrai",
]);
/** No as tools write it, without accents. */
export const NO: ReadonlySet<string> = new Set([
  "0",
  "0.0",
  "-1",
  "-1.0",
  "false",
  "f",
  "no",
  "n",
  "negative",
  "neg",
  "off",
  "nein",
  "non",
  "nao",
  "falsch",
  "faux",
]);
/** Says in a column that names attacks that there is none. */
export const NO_ATTACK: ReadonlySet<string> = new Set([
  "none",
  "-",
  "--",
  "---",
  "null",
  "nil",
  "n/a",
  "ok",
]);
