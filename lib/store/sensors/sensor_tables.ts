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
