import type { Config } from "../base/config.ts";
import type { DatasetService } from "../datasets/dataset_service.ts";
import type { DatasetSummary } from "../resources/dataset.ts";
import {
  NEW_SENSOR,
  type Sensor,
  type SensorFinding,
  type SensorHost,
  type SensorRecord,
  type SensorState,
  type StoredSensor,
} from "../resources/sensor.ts";
import type { ModelService } from "../scoring/model_service.ts";
import type { VerdictBatch, VerdictFeed } from "../scoring/verdict_feed.ts";
import type { LiveFinding } from "../behaviour/stream/live_finding.ts";
import type { SensorFindingQuery } from "../store/sensors/sensor_finding_table.ts";
import type { Catalogue } from "../store/catalogue.ts";
import type { DataFolder } from "../store/data_folder.ts";
import { deleteStored } from "../store/delete_stored.ts";
import { publish } from "../store/durable.ts";
import { newId } from "../store/ids.ts";
import { removeIfThere } from "../store/remove_if_there.ts";
import { allowedFolder } from "./folder/allowed_folder.ts";
import { type LatestQuery, latestRecords } from "./kept/latest_records.ts";
import { segmentPath } from "./kept/segment_writer.ts";
import { spentSegments } from "./kept/spent_segments.ts";
import { writeKeptText } from "./kept/write_text.ts";
import { RateMeter } from "./rate_meter.ts";
import { parseSensorChange, parseSensorRequest } from "./request.ts";
import { RunningSensor, SensorRefusedError } from "./running_sensor.ts";
import type { SensorCommit, SensorModel, SensorSpecification } from "./thread/protocol.ts";
import { shownFinding } from "./shown_finding.ts";
import { worstHosts } from "./worst_hosts.ts";
import type { ToldFinding } from "./told_finding.ts";
import { shownSensor } from "./shown_sensor.ts";

/** More are refused: each has a thread. */
const MOST_SENSORS = 32;

/** Findings about a host that are counted for rules. */
const MOST_OF_HOST = 1000;
const WEEK_MS = 7 * 86_400_000;
/** Findings of a sensor among which its worst hosts are: the worst. */
const SEARCHED_FINDINGS = 200;

/** Something cannot be done with a sensor as it is; the message says why. */
export class SensorError extends Error {
  override name = "SensorError";
}

/** What sensors work with. */
export interface SensorServices {
  models: ModelService;
  datasets: DatasetService;
  feed: VerdictFeed;
  /** Names a model. */
  nameOf: (model: string) => string;
  /** Watches a batch; what it writes is written with the position of its sensor. */
  onScored: (batch: VerdictBatch) => void;
  /** Whether a person does not want to see such findings. */
  isSilenced: (finding: Pick<LiveFinding, "host" | "check">) => boolean;
  /** Looks for alerts in findings; gives what writes them, with the position of the sensor. */
  onFound: (
    sensor: { id: string; name: string },
    told: ToldFinding[],
    at: number,
  ) => () => void;
  /** Writes what was kept back of that, within the changes in progress. */
  flush: () => void;
}

/** A sensor in memory. */
interface KnownSensor {
  sensor: StoredSensor;
  state: SensorState;
  rate: RateMeter;
  running: RunningSensor | null;
  /** What the thread scores with, to notice that a threshold was changed or a model deleted. */
  models: SensorModel[];
  /** Whether packets are being sent. */
  isReceiving: boolean;
}

/** The sensors of one server: created, started, changed, deleted; what they keep. */
export class SensorService implements Disposable {
  readonly #catalogue: Catalogue;
  readonly #folder: DataFolder;
  readonly #services: SensorServices;
  readonly #config: Pick<Config, "sensorFolders" | "maxLineBytes">;
  readonly #sensors = new Map<string, KnownSensor>();

  constructor(
    catalogue: Catalogue,
    folder: DataFolder,
    services: SensorServices,
    config: Pick<Config, "sensorFolders" | "maxLineBytes">,
  ) {
    this.#catalogue = catalogue;
    this.#folder = folder;
    this.#services = services;
    this.#config = config;
  }

  /** Starts the sensors that ran when the server stopped. */
  async resume(): Promise<void> {
    for (const { sensor, state } of this.#catalogue.sensors.list()) {
      await Deno.mkdir(this.#folder.sensor(sensor.id), { recursive: true });
      this.#enter(sensor, state);
    }
  }

  /** All sensors, the oldest first. */
  list(): Sensor[] {
    return [...this.#sensors.values()].map((known) => this.#shown(known));
  }

  get(id: string): Sensor | null {
    const known = this.#sensors.get(id);
    return known ? this.#shown(known) : null;
  }

  /**
   * Creates a sensor and starts it.
   *
   * @param body what was asked for, not checked yet
   * @throws {z.ZodError} with the path of each field that is wrong
   * @throws {SourceError} when its folder may not be followed
   * @throws {SensorError} when there are too many
   */
  async create(body: unknown): Promise<Sensor> {
    const settings = parseSensorRequest(body, (id) => this.#services.models.get(id));
    if (settings.kind === "folder") {
      await allowedFolder(settings.folder, this.#config.sensorFolders);
    }
    if (this.#sensors.size >= MOST_SENSORS) {
      throw new SensorError(`There are already ${MOST_SENSORS} sensors. Delete some first.`);
    }
    const sensor = { id: newId("sensor"), createdAt: new Date().toISOString(), settings };
    await Deno.mkdir(this.#folder.sensor(sensor.id));
    this.#catalogue.sensors.add(sensor, NEW_SENSOR);
    return this.#shown(this.#enter(sensor, NEW_SENSOR));
  }

  /**
   * Changes a sensor; it goes on where it was.
   *
   * @param body what was asked for, not checked yet
   * @returns `null` where there is no such sensor
   * @throws {z.ZodError} with the path of each field that is wrong
   */
  async change(id: string, body: unknown): Promise<Sensor | null> {
    const known = this.#sensors.get(id);
    if (!known) return null;
    const change = parseSensorChange(body, (model) => this.#services.models.get(model));
    const sensor = { ...known.sensor, settings: { ...known.sensor.settings, ...change } };
    this.#catalogue.sensors.change(sensor);
    known.sensor = sensor;
    if (change.isEnabled !== undefined || change.checks !== undefined) await this.#restart(known);
    else this.#refreshModels(known);
    this.#forgetSpent(known);
    return this.#shown(known);
  }

  /** Deletes a sensor with the records that it keeps; datasets that were made of them stay. */
  async delete(id: string): Promise<void> {
    const known = this.#sensors.get(id);
    this.#sensors.delete(id);
    await known?.running?.close();
    await deleteStored(this.#catalogue.sensors, this.#folder, id, [this.#folder.sensor(id)]);
  }

  /** The newest kept records of a sensor, newest first. */
  async records(id: string, query: LatestQuery): Promise<SensorRecord[]> {
    return await latestRecords(
      this.#folder.sensor(id),
      this.#catalogue.sensors.segments(id),
      query,
    );
  }

  /** What behaviour checks found in the records of a sensor, worst first. */
  findings(id: string, query: SensorFindingQuery): SensorFinding[] {
    return this.#heard(id, query).map(shownFinding);
  }

  /** The worst hosts of all sensors, each in the last week of the sensor's records. */
  worstHosts(most: number): SensorHost[] {
    const hosts = [...this.#sensors.values()].flatMap(({ sensor, state }) => {
      const latest = state.checks?.latest;
      if (!sensor.settings.checks || !latest) return [];
      const since = Date.parse(latest) - WEEK_MS;
      const findings = this.#heard(sensor.id, { since, limit: SEARCHED_FINDINGS });
      return worstHosts({ id: sensor.id, name: sensor.settings.name }, findings);
    });
    return hosts.sort((a, b) => b.severity - a.severity).slice(0, most);
  }

  /**
   * Makes a dataset of the records that a sensor keeps.
   *
   * @param hours those of so many last hours; all where it is absent
   * @throws {SensorError} when there are none
   */
  async createDataset(
    id: string,
    { hours, name }: { hours?: number; name?: string },
  ): Promise<DatasetSummary> {
    const { sensor: { settings } } = this.#sensors.get(id)!;
    const dataset = newId("ds");
    const partial = this.#folder.upload(dataset, true);
    const since = hours === undefined ? 0 : Date.now() - hours * 3_600_000;
    try {
      const segments = this.#catalogue.sensors.segments(id);
      const { bytes, records } = await writeKeptText(
        this.#folder.sensor(id),
        segments,
        partial,
        since,
      );
      if (records === 0) {
        const period = hours === undefined ? "" : ` of the last ${hours} hours`;
        throw new SensorError(`The sensor keeps no records${period}.`);
      }
      await publish(partial, this.#folder.upload(dataset));
      const isMixed = settings.kind === "folder" && settings.eventType === "all";
      const title = name || `${settings.name}, ${new Date().toISOString().slice(0, 16)}Z`;
      const { datasets } = this.#services;
      return datasets.add(dataset, title, bytes, null, isMixed ? { kind: "all" } : {});
    } catch (error) {
      for (const path of [partial, this.#folder.upload(dataset)]) await removeIfThere(path);
      throw error;
    }
  }

  /**
   * Hands a stream of packets to a sensor.
   *
   * @param packets a capture in blocks
   * @param onTaken called once the first block is taken
   * @returns once all flows are committed
   * @throws {SensorError} when it takes none, or another stream is being received
   * @throws {SensorRefusedError} when the bytes are no capture, or the sensor stops meanwhile
   */
  async receive(
    id: string,
    packets: AsyncIterable<Uint8Array<ArrayBuffer>>,
    onTaken: () => void,
  ): Promise<void> {
    const known = this.#sensors.get(id)!;
    const { kind, isEnabled } = known.sensor.settings;
    if (kind !== "packets") {
      throw new SensorError(`This is a sensor of the kind ${kind}, not packets.`);
    }
    if (!isEnabled) throw new SensorError("The sensor is paused.");
    if (known.isReceiving) {
      throw new SensorError("The sensor receives another stream. Create a sensor for each stream.");
    }
    known.isReceiving = true;
    const thread = known.running?.thread;
    try {
      for await (const bytes of packets) {
        // Another thread has not seen the beginning.
        if (known.running?.thread !== thread) {
          throw new SensorRefusedError(
            "The sensor was stopped or restarted. Send the packets again.",
          );
        }
        await this.#push(known, bytes);
        onTaken();
      }
    } finally {
      known.isReceiving = false;
      await this.#push(known, null);
    }
  }

  [Symbol.dispose](): void {
    for (const { running } of this.#sensors.values()) running?.terminate();
    this.#sensors.clear();
  }

  async #push({ running }: KnownSensor, bytes: Uint8Array<ArrayBuffer> | null): Promise<void> {
    if (!running) throw new SensorRefusedError("The sensor was stopped.");
    await running.push(bytes);
  }

  #enter(sensor: StoredSensor, state: SensorState): KnownSensor {
    const known: KnownSensor = {
      sensor,
      state,
      rate: new RateMeter(),
      running: null,
      models: [],
      isReceiving: false,
    };
    this.#sensors.set(sensor.id, known);
    this.#start(known);
    return known;
  }

  #start(known: KnownSensor): void {
    if (!known.sensor.settings.isEnabled) return;
    const { id } = known.sensor;
    known.running = new RunningSensor({
      specify: () => this.#specify(known),
      onCommit: (commit) => this.#commit(known, commit),
      onFailure: (message) => console.error(`The sensor ${id} failed: ${message}`),
    });
  }

  async #restart(known: KnownSensor): Promise<void> {
    const { running } = known;
    known.running = null;
    await running?.close();
    if (known.running === null && this.#sensors.has(known.sensor.id)) this.#start(known);
  }

  #specify(known: KnownSensor): SensorSpecification {
    const { id, settings } = known.sensor;
    known.models = this.#models(known);
    return {
      settings,
      state: known.state,
      segments: this.#catalogue.sensors.segments(id),
      folder: this.#folder.sensor(id),
      models: known.models,
      allowedFolders: this.#config.sensorFolders,
      maxLineBytes: this.#config.maxLineBytes,
    };
  }

  /** The models of a sensor that exist, as they are now. */
  #models({ sensor }: KnownSensor): SensorModel[] {
    const { models } = this.#services;
    return sensor.settings.models.filter((id) => models.has(id))
      .map((id) => ({ id, ...models.placeOf(id) }));
  }

  #commit(
    known: KnownSensor,
    { state, segment, batches, findings, records, at }: SensorCommit,
  ): void {
    const { id } = known.sensor;
    const { feed, onScored, onFound, flush } = this.#services;
    const latencyMs = Date.now() - at;
    const scored = batches.map(({ model, batch }): VerdictBatch => ({
      ...batch,
      model,
      source: "sensor",
      at,
      latencyMs,
    }));
    const writeAlerts = findings.length === 0
      ? () => {}
      : onFound({ id, name: known.sensor.settings.name }, this.#told(id, findings), at);
    this.#catalogue.together(() => {
      this.#catalogue.sensors.putState(id, state);
      if (segment) this.#catalogue.sensors.putSegment(id, segment);
      scored.forEach(onScored);
      this.#catalogue.sensorFindings.put(id, findings);
      writeAlerts();
      flush();
    });
    known.state = state;
    known.rate.add(records, at);
    scored.forEach((batch) => feed.publish(batch));
    this.#forgetSpent(known);
    this.#refreshModels(known);
  }

  /** Notices that models were chosen or deleted, or that a threshold was changed. */
  #refreshModels(known: KnownSensor): void {
    const models = this.#models(known);
    if (JSON.stringify(models) === JSON.stringify(known.models)) return;
    known.models = models;
    known.running?.useModels(models);
  }

  /** Findings that no silence hides, worst first. */
  #heard(id: string, query: SensorFindingQuery): LiveFinding[] {
    return this.#catalogue.sensorFindings.list(id, query)
      .filter((finding) => !this.#services.isSilenced(finding));
  }

  /** Findings with what was told of them, and of their hosts, before. */
  #told(id: string, findings: readonly LiveFinding[]): ToldFinding[] {
    const { sensorFindings } = this.#catalogue;
    const isOf = (host: string) => (each: LiveFinding) =>
      each.host === host && each.state !== "withdrawn";
    const heard = findings.filter((finding) => !this.#services.isSilenced(finding));
    return heard.map((finding) => {
      const { host, from } = finding;
      const known = sensorFindings.list(id, { host, since: from, limit: MOST_OF_HOST })
        .filter(isOf(host)).map((each) => each.id);
      const now = heard.filter(isOf(host)).map((each) => each.id);
      return {
        finding,
        before: sensorFindings.get(id, finding.id)?.severity ?? 0,
        ofHost: new Set([...known, ...now]).size,
      };
    });
  }

  /** Lets go of kept records that are too old or too many. */
  #forgetSpent({ sensor: { id, settings } }: KnownSensor): void {
    const { sensors } = this.#catalogue;
    for (const { number } of spentSegments(sensors.segments(id), settings, Date.now())) {
      sensors.deleteSegment(id, number);
      removeIfThere(segmentPath(this.#folder.sensor(id), number))
        .catch((error) =>
          console.error(`Records of the sensor ${id} could not be removed:`, error)
        );
    }
  }

  #shown(known: KnownSensor): Sensor {
    const { sensor, state, rate, running } = known;
    const { models, nameOf } = this.#services;
    return shownSensor({
      sensor,
      state,
      running,
      rate: rate.rate(Date.now()),
      segments: this.#catalogue.sensors.segments(sensor.id),
      hasModel: (id) => models.has(id),
      nameOf,
    });
  }
}
