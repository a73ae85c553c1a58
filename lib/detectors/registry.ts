/**
 * Builds detectors. An implementation is loaded only when it is needed.
 *
 * @module
 */
import type { Detector, DetectorKind, DetectorState } from "./detector.ts";
import type { Params } from "../learning/params.ts";

/** How one kind of detector comes into being. */
interface Factory {
  create(params: Params): Promise<Detector>;
  load(state: DetectorState): Promise<Detector>;
}

const FACTORIES: Record<DetectorKind, Factory> = {
  "isolation-forest": {
    async create(params) {
      const { createIsolationForest } = await import("./isolation_forest/isolation_forest.ts");
      return createIsolationForest(params);
    },
    async load(state) {
      const { IsolationForest } = await import("./isolation_forest/isolation_forest.ts");
      return IsolationForest.load(state);
    },
  },
  "kmeans": {
    async create(params) {
      const { createKMeans } = await import("./kmeans/kmeans.ts");
      return createKMeans(params);
    },
    async load(state) {
      const { loadKMeans } = await import("./kmeans/kmeans.ts");
      return loadKMeans(state);
    },
  },
  "gmm": {
    async create(params) {
      const { createGmm } = await import("./gmm/gmm.ts");
      return createGmm(params);
    },
    async load(state) {
      const { loadGmm } = await import("./gmm/gmm.ts");
      return loadGmm(state);
    },
  },
  "pca": {
    async create(params) {
      const { createPca } = await import("./pca/pca.ts");
      return createPca(params);
    },
    async load(state) {
      const { loadPca } = await import("./pca/pca.ts");
      return loadPca(state);
    },
  },
  "mahalanobis": {
    async create(params) {
      const { createMahalanobis } = await import("./mahalanobis/mahalanobis.ts");
      return createMahalanobis(params);
    },
    async load(state) {
      const { loadMahalanobis } = await import("./mahalanobis/mahalanobis.ts");
      return loadMahalanobis(state);
    },
  },
  "knn": {
    async create(params) {
      const { createKnn } = await import("./knn/knn.ts");
      return createKnn(params);
    },
    async load(state) {
      const { loadKnn } = await import("./knn/knn.ts");
      return loadKnn(state);
    },
  },
  "dbscan": {
    async create(params) {
      const { createDbscan } = await import("./dbscan/dbscan.ts");
      return createDbscan(params);
    },
    async load(state) {
      const { loadDbscan } = await import("./dbscan/dbscan.ts");
      return loadDbscan(state);
    },
  },
  "hbos": {
    async create(params) {
      const { createHbos } = await import("./hbos/hbos.ts");
      return createHbos(params);
    },
    async load(state) {
      const { loadHbos } = await import("./hbos/hbos.ts");
      return loadHbos(state);
    },
  },
  "ecod": {
    async create(params) {
      const { createEcod } = await import("./ecod/ecod.ts");
      return createEcod(params);
    },
    async load(state) {
      const { loadEcod } = await import("./ecod/ecod.ts");
      return loadEcod(state);
    },
  },
  "autoencoder": {
    async create(params) {
      const { createAutoencoder } = await import("./autoencoder/autoencoder.ts");
      return createAutoencoder(params);
    },
    async load(state) {
      const { loadAutoencoder } = await import("./autoencoder/autoencoder.ts");
      return loadAutoencoder(state);
    },
  },
  "untrained-autoencoder": {
    async create(params) {
      const { createUntrainedAutoencoder } = await import(
        "./untrained_autoencoder/untrained_autoencoder.ts"
      );
      return createUntrainedAutoencoder(params);
    },
    async load(state) {
      const { loadUntrainedAutoencoder } = await import(
        "./untrained_autoencoder/untrained_autoencoder.ts"
      );
      return loadUntrainedAutoencoder(state);
    },
  },
  "lstm-autoencoder": {
    async create(params) {
      const { createLstmAutoencoder } = await import("./lstm_autoencoder/lstm_autoencoder.ts");
      return createLstmAutoencoder(params);
    },
    async load(state) {
      const { loadLstmAutoencoder } = await import("./lstm_autoencoder/lstm_autoencoder.ts");
      return loadLstmAutoencoder(state);
    },
  },
  "lstm-classifier": {
    async create(params) {
      const { createLstmClassifier } = await import("./lstm_classifier/lstm_classifier.ts");
      return createLstmClassifier(params);
    },
    async load(state) {
      const { loadLstmClassifier } = await import("./lstm_classifier/lstm_classifier.ts");
      return loadLstmClassifier(state);
    },
  },
  "hybrid": {
    async create(params) {
      const { createHybrid } = await import("./hybrid/hybrid.ts");
      return await createHybrid(params, { create: createDetector, load: loadDetector });
    },
    async load(state) {
      const { loadHybrid } = await import("./hybrid/hybrid.ts");
      return await loadHybrid(state, { create: createDetector, load: loadDetector });
    },
  },
};

/**
 * A new detector, not fitted yet.
 *
 * @param params by name; defaults stand in for what is left out
 * @throws {RangeError} when there is no such detector
 * @throws {z.ZodError} when parameters are unknown or out of range
 */
export async function createDetector(kind: DetectorKind, params: Params = {}): Promise<Detector> {
  return await factoryOf(kind).create(params);
}

/**
 * A detector from what its `save` gave.
 *
 * @throws {RangeError} when there is no such detector
 * @throws {TypeError} when the state is damaged
 * @throws {z.ZodError} when its parameters are unknown or out of range
 */
export async function loadDetector(state: DetectorState): Promise<Detector> {
  return await factoryOf(state.kind).load(state);
}

/** The kind may come from a file of another version. */
function factoryOf(kind: DetectorKind): Factory {
  if (!Object.hasOwn(FACTORIES, kind)) throw new RangeError(`There is no detector "${kind}".`);
  return FACTORIES[kind];
}
