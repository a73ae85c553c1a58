/**
 * The compiled kernels of `../kernels/assembly/`: loading them, and their types. Addresses are bytes
 * in the memory that the kernels were given; rows are counted in 32-bit numbers.
 *
 * @module
 */

/** What each kernel does is documented next to its source. */
export interface Kernels {
  multiply(
    c: number,
    a: number,
    b: number,
    bias: number,
    m: number,
    k: number,
    n: number,
    ldc: number,
    lda: number,
    ldb: number,
    from: number,
    then: number,
  ): void;
  multiplyTransposed(
    c: number,
    a: number,
    b: number,
    m: number,
    k: number,
    n: number,
    ldc: number,
    lda: number,
    ldb: number,
    add: number,
  ): void;
  multiplySparse(
    c: number,
    a: number,
    b: number,
    bias: number,
    m: number,
    k: number,
    n: number,
    ldc: number,
    lda: number,
    ldb: number,
    relu: number,
    list: number,
  ): void;
  multiplyTransposedSparse(
    c: number,
    a: number,
    b: number,
    m: number,
    k: number,
    n: number,
    ldc: number,
    lda: number,
    ldb: number,
    add: number,
    list: number,
  ): void;
  transpose(
    target: number,
    source: number,
    rows: number,
    cols: number,
    ldt: number,
    lds: number,
  ): void;
  sumColumns(sums: number, a: number, m: number, n: number, lda: number, add: number): void;
  activate(values: number, count: number, activation: number): void;
  multiplyBySlope(gradients: number, outputs: number, count: number, activation: number): void;
  add(target: number, source: number, count: number): void;
  multiplyElements(target: number, a: number, b: number, count: number): void;
  dropoutMask(mask: number, count: number, rate: number, key: number): void;
  addNoise(
    target: number,
    source: number,
    rows: number,
    cols: number,
    stride: number,
    deviation: number,
    key: number,
  ): void;
  lstmForward(
    gates: number,
    previous: number,
    cells: number,
    squashed: number,
    outputs: number,
    rows: number,
    units: number,
  ): void;
  lstmBackward(
    gates: number,
    previous: number,
    squashed: number,
    outputGradients: number,
    cellGradients: number,
    rows: number,
    units: number,
    last: number,
  ): void;
  squaredErrors(
    gradients: number,
    outputs: number,
    targets: number,
    rows: number,
    count: number,
    stride: number,
    scale: number,
  ): number;
  rowErrors(
    errors: number,
    outputs: number,
    targets: number,
    rows: number,
    cols: number,
    outputStride: number,
    targetStride: number,
    isAbsolute: number,
  ): void;
  sumMicroBatches(gradients: number, microBatches: number, stride: number, count: number): number;
  adamStep(
    weights: number,
    gradients: number,
    means: number,
    squares: number,
    average: number,
    count: number,
    scale: number,
    rate: number,
    correction: number,
    beta1: number,
    beta2: number,
    epsilon: number,
    past: number,
  ): void;
  centreRows(
    target: number,
    source: number,
    rows: number,
    cols: number,
    stride: number,
    centre: number,
  ): void;
  addRows(sums: number, source: number, rows: number, stride: number): void;
  squaredNorms(norms: number, source: number, rows: number, stride: number): void;
  scaledNorms(
    norms: number,
    source: number,
    factors: number,
    rows: number,
    stride: number,
  ): void;
  nearestGroups(groups: number, products: number, n: number, rows: number): void;
  groupDistances(
    distances: number,
    groups: number,
    source: number,
    centres: number,
    rows: number,
    stride: number,
    width: number,
  ): number;
  addToGroups(
    sums: number,
    counts: number,
    groups: number,
    source: number,
    rows: number,
    stride: number,
  ): void;
  weighRows(
    kept: number,
    weighted: number,
    sums: number,
    source: number,
    weights: number,
    rows: number,
    stride: number,
    least: number,
  ): number;
  weighSquares(
    sums: number,
    squares: number,
    source: number,
    weights: number,
    rows: number,
    stride: number,
    least: number,
  ): void;
  addSymmetric(products: number, a: number, b: number, rows: number, stride: number): void;
  sharesOfLogs(
    shares: number,
    peaks: number,
    sums: number,
    rows: number,
    components: number,
  ): void;
  forestPathLengths(
    sums: number,
    rows: number,
    count: number,
    stride: number,
    nodes: number,
    lengths: number,
    trees: number,
    height: number,
    scratch: number,
    passRows: number,
  ): void;
  planePathLengths(
    sums: number,
    rows: number,
    count: number,
    stride: number,
    nodes: number,
    lengths: number,
    trees: number,
    height: number,
    width: number,
    scratch: number,
    passRows: number,
  ): void;
  allFinite(values: number, count: number): number;
  nearestOfTile(
    lists: number,
    tile: number,
    norms: number,
    count: number,
    panels: number,
    boxes: number,
    leaves: number,
    panelsOfLeaf: number,
    cols: number,
    scratch: number,
  ): void;
  refineNearest(
    distances: number,
    rows: number,
    count: number,
    x: number,
    panels: number,
    cols: number,
  ): void;
  nearestByDifferences(
    distances: number,
    rows: number,
    count: number,
    within: number,
    tile: number,
    lane: number,
    panels: number,
    boxes: number,
    leaves: number,
    panelsOfLeaf: number,
    cols: number,
    scratch: number,
  ): void;
  withinRadius(
    bits: number,
    stride: number,
    radius: number,
    tile: number,
    panels: number,
    boxes: number,
    leaves: number,
    panelsOfLeaf: number,
    cols: number,
    scratch: number,
  ): void;
}

/** What `multiply` starts its sums from. */
export const FROM = { zero: 0, bias: 1, result: 2, matrix: 3 } as const;

/** What `multiply` does to its sums. */
export const THEN = { nothing: 0, relu: 1, reluSlope: 2 } as const;

/** A compiled build of the kernels. */
export interface CompiledKernels {
  module: WebAssembly.Module;
  fusedMultiplyAdd: boolean;
}

/** Why no build runs; `null` where one does. */
export const NO_KERNELS = "WebAssembly has no SIMD or no threads here.";

/** The fastest build of the kernels that this machine takes, not compiled yet; `null` for none. */
export function findKernels(): { bytes: BufferSource; fusedMultiplyAdd: boolean } | null {
  for (const [name, fusedMultiplyAdd] of [["relaxed", true], ["simd", false]] as const) {
    const url = new URL(`../kernels/kernels_${name}.wasm`, import.meta.url);
    const bytes = Deno.readFileSync(url);
    if (WebAssembly.validate(bytes)) return { bytes, fusedMultiplyAdd };
  }
  return null;
}

let compiled: Promise<CompiledKernels> | undefined;

/**
 * Compiles the fastest build that this machine takes.
 *
 * @throws {Error} when it takes none, for want of SIMD or threads in its WebAssembly
 */
export function compileKernels(): Promise<CompiledKernels> {
  return compiled ??= compile();
}

async function compile(): Promise<CompiledKernels> {
  const found = findKernels();
  if (!found) throw new Error(NO_KERNELS);
  const { bytes, fusedMultiplyAdd } = found;
  return { module: await WebAssembly.compile(bytes), fusedMultiplyAdd };
}

/** Pages of 64 KiB that the kernels are compiled for; see `../kernels/build.ts`. */
const MAXIMUM_PAGES = 32_768;

/**
 * Shared memory for kernels.
 *
 * @throws {RangeError} when it would have more than 2 GiB
 */
export function createMemory(bytes: number): WebAssembly.Memory {
  const initial = Math.ceil(bytes / 65_536);
  if (initial > MAXIMUM_PAGES) {
    throw new RangeError(
      `The kernels would need ${Math.ceil(bytes / 2 ** 20)} MB of memory; 2048 MB is the limit.`,
    );
  }
  return new WebAssembly.Memory({ initial, maximum: MAXIMUM_PAGES, shared: true });
}

/** Kernels that work on some memory. */
export function instantiateKernels(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
): Kernels {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return exports as unknown as Kernels;
}
