/**
 * The tables of alerts.
 *
 * Alerts are JSON. What lists filter and sort by is beside them in narrow rows, written by
 * triggers, so that a search through all alerts reads a tenth of the bytes, and both always agree.
 *
 * @module
 */

/** Columns of the narrow rows, and what each is of an alert. */
const COLUMNS = {
  created_at: "new.alert ->> '$.createdAt'",
  first_at: "new.alert ->> '$.firstAt'",
  last_at: "new.alert ->> '$.lastAt'",
  state: "new.alert ->> '$.state'",
  is_suppressed: "new.alert ->> '$.suppressedBy' IS NOT NULL",
  severity: "CAST(new.alert ->> '$.severity.value' AS REAL)",
  records: "new.alert ->> '$.count'",
  source: "new.alert ->> '$.source.type'",
  source_id: "new.alert ->> '$.source.id'",
  rule: "new.alert ->> '$.rule.id'",
  model: "new.alert ->> '$.model.id'",
  host: "new.alert ->> '$.host'",
  assignee: "new.alert ->> '$.assignee'",
  words: "concat_ws(char(10), new.alert ->> '$.rule.name', new.alert ->> '$.source.name', " +
    "new.alert ->> '$.model.name', new.alert ->> '$.host', new.alert ->> '$.entity.value', " +
    "new.alert ->> '$.reason', new.alert ->> '$.note', new.alert ->> '$.assignee', new.id)",
};

const index = (change: "INSERT" | "UPDATE") => `
  CREATE TRIGGER alert_${change.toLowerCase()} AFTER ${change} ON alerts BEGIN
    DELETE FROM alert_index WHERE number = new.number;
    INSERT INTO alert_index (number, ${Object.keys(COLUMNS).join(", ")})
    VALUES (new.number, ${Object.values(COLUMNS).join(", ")});
  END;
`;

/** Makes the tables of alerts. */
export const ALERT_TABLES = `
  CREATE TABLE alerts (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, alert TEXT NOT NULL
  ) STRICT;
  CREATE TABLE alert_index (
    number INTEGER PRIMARY KEY REFERENCES alerts (number) ON DELETE CASCADE,
    created_at TEXT NOT NULL, first_at TEXT NOT NULL, last_at TEXT NOT NULL, state TEXT NOT NULL,
    is_suppressed INTEGER NOT NULL, severity REAL NOT NULL, records INTEGER NOT NULL,
    source TEXT NOT NULL, source_id TEXT NOT NULL, rule TEXT NOT NULL, model TEXT, host TEXT,
    assignee TEXT, words TEXT NOT NULL
  ) STRICT;
  CREATE INDEX alerts_by_time ON alert_index (created_at);
  CREATE INDEX alerts_by_severity ON alert_index (severity);
  CREATE INDEX alerts_by_state ON alert_index (state, is_suppressed, created_at);
  CREATE INDEX alerts_by_host ON alert_index (host);
  CREATE TABLE alert_records (
    number INTEGER PRIMARY KEY, alert TEXT NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
    record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX alert_records_by_alert ON alert_records (alert);
  ${index("INSERT")}
  ${index("UPDATE")}
`;

/** An alert without a state, as `document`; JSON of fields that all alerts have now. */
const COMPLETED = `json_patch(document, json_object(
  'source', json_object('type', 'live', 'id', document ->> '$.model.id', 'name', document ->> '$.model.name'),
  'createdAt', document ->> '$.firstAt',
  'state', iif(document ->> '$.acknowledgedAt' IS NULL, 'open', 'acknowledged'),
  'note', ''
))`;

/**
 * Moves alerts out of the documents of an older catalogue, whose rules were all about live records. What is damaged stays there, and the copy of
 * the older catalogue has all of them.
 */
export const ALERTS_FROM_DOCUMENTS = `
  INSERT INTO alerts (id, alert)
    SELECT id, json_set(${COMPLETED}, '$.host', NULL, '$.reason', NULL, '$.verdict', NULL,
      '$.assignee', NULL, '$.closedAt', NULL)
    FROM documents WHERE kind = 'alert' AND CASE WHEN json_valid(document) THEN
      json_type(document, '$.model.id') = 'text' AND json_type(document, '$.rule.id') = 'text'
      AND json_type(document, '$.firstAt') = 'text' AND json_type(document, '$.lastAt') = 'text'
      AND json_type(document, '$.count') = 'integer'
      AND json_type(document, '$.severity.value') IN ('integer', 'real')
    END ORDER BY rowid;
  INSERT INTO alert_records (alert, record)
    SELECT id, json_object('at', alert ->> '$.lastAt', 'score', alert -> '$.score',
      'severity', alert -> '$.severity.value', 'record', alert -> '$.record')
    FROM alerts WHERE json_type(alert, '$.record') = 'object' ORDER BY number;
  DELETE FROM documents WHERE kind = 'alert' AND id IN (SELECT id FROM alerts);
  UPDATE documents SET document = json_set(document, '$.source', 'live')
    WHERE kind = 'alert-rule' AND json_valid(document);
`;
