/** Makes the tables of sensors: what each is, how far it has come, and the files of its records. */
export const SENSOR_TABLES = `
  CREATE TABLE sensors (
    id TEXT PRIMARY KEY, created_at TEXT NOT NULL, sensor TEXT NOT NULL, state TEXT NOT NULL
  ) STRICT;
  CREATE TABLE sensor_segments (
    sensor TEXT NOT NULL REFERENCES sensors (id) ON DELETE CASCADE, number INTEGER NOT NULL,
    bytes INTEGER NOT NULL, records INTEGER NOT NULL, from_ms INTEGER NOT NULL, to_ms INTEGER NOT NULL,
    PRIMARY KEY (sensor, number)
  ) STRICT;
`;

/** Makes the table of what behaviour checks found in the records of sensors. */
export const SENSOR_FINDING_TABLE = `
  CREATE TABLE sensor_findings (
    sensor TEXT NOT NULL REFERENCES sensors (id) ON DELETE CASCADE, id INTEGER NOT NULL,
    host TEXT NOT NULL, peer TEXT, state TEXT NOT NULL, severity REAL NOT NULL, to_ms INTEGER NOT NULL,
    finding TEXT NOT NULL,
    PRIMARY KEY (sensor, id)
  ) STRICT;
  CREATE INDEX sensor_findings_by_time ON sensor_findings (sensor, to_ms);
`;
