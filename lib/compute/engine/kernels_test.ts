import assert from "node:assert/strict";
import fc from "fast-check";
import { createRandom } from "../../base/random.ts";
import { createMemory, FROM, instantiateKernels, THEN } from "./kernels.ts";

/** Behind what the kernels keep for themselves. */
const FIRST_ADDRESS = 65_536;

/** Kernels with some memory to put numbers in. */
function start(module: WebAssembly.Module) {
  const memory = createMemory(2 ** 22);
  const heap = new Float32Array(memory.buffer);
  let next = FIRST_ADDRESS;
  const place = (numbers: ArrayLike<number>) => {
    const address = next;
    next += 4 * ((numbers.length + 15) & ~15);
    heap.set(numbers, address / 4);
    return address;
  };
  const read = (address: number, count: number) => heap.slice(address / 4, address / 4 + count);
  return { kernels: instantiateKernels(module, memory), place, read };
}

function normals(count: number, seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: count }, () => random.normal());
}

function assertClose(actual: Float32Array, expected: ArrayLike<number>, tolerance = 1e-5): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((value, i) => {
    const limit = tolerance * Math.max(1, Math.abs(expected[i]));
    assert.ok(Math.abs(value - expected[i]) <= limit, `${i}: ${value}, not ${expected[i]}`);
  });
}

const multipleOf = (factor: number, most: number) =>
  fc.integer({ min: 1, max: most }).map((count) => factor * count);
const sizes = fc.record({
  m: multipleOf(4, 5),
  k: multipleOf(8, 4),
  n: multipleOf(8, 3),
  seed: fc.nat(),
});

for (const build of ["relaxed", "simd"]) {
  const bytes = await Deno.readFile(new URL(`../kernels/kernels_${build}.wasm`, import.meta.url));
  const ignore = !WebAssembly.validate(bytes);
  const test = (name: string, run: (module: WebAssembly.Module) => void) =>
    Deno.test({
      name: `kernels_${build}.wasm: ${name}`,
      ignore,
      fn: async () => run(await WebAssembly.compile(bytes)),
    });

  test("multiply() is the matrix product, from each start and with each end", (module) => {
    const cases: [keyof typeof FROM, keyof typeof THEN][] = [
      ["zero", "nothing"],
      ["bias", "nothing"],
      ["bias", "relu"],
      ["result", "nothing"],
      ["matrix", "nothing"],
      ["zero", "reluSlope"],
    ];
    fc.assert(
      fc.property(sizes, fc.constantFrom(...cases), ({ m, k, n, seed }, [from, then]) => {
        const { kernels, place, read } = start(module);
        const [a, b, c] = [
          normals(m * k, seed),
          normals(k * n, seed + 1),
          normals(m * n, seed + 2),
        ];
        const other = normals(m * n, seed + 3);
        const at = place(c);
        const { multiply } = kernels;
        multiply(at, place(a), place(b), place(other), m, k, n, n, k, n, FROM[from], THEN[then]);
        const expected = Float64Array.from({ length: m * n }, (_, i) => {
          const [row, col] = [Math.floor(i / n), i % n];
          let sum = { zero: 0, bias: other[col], result: c[i], matrix: other[i] }[from];
          for (let j = 0; j < k; j++) sum += a[row * k + j] * b[j * n + col];
          if (then === "relu") return Math.max(0, sum);
          return then === "reluSlope" && other[i] <= 0 ? 0 : sum;
        });
        assertClose(read(at, m * n), expected);
      }),
      { numRuns: 60 },
    );
  });

  test("multiplyTransposed() and sumColumns() sum over rows", (module) => {
    fc.assert(
      fc.property(sizes, fc.boolean(), ({ m, k, n, seed }, add) => {
        const { kernels, place, read } = start(module);
        const [a, b, c] = [
          normals(m * k, seed),
          normals(m * n, seed + 1),
          normals(k * n, seed + 2),
        ];
        const [product, sums] = [place(c), place(c.subarray(0, n))];
        const right = place(b);
        kernels.multiplyTransposed(product, place(a), right, m, k, n, n, k, n, Number(add));
        kernels.sumColumns(sums, right, m, n, n, Number(add));
        const expected = Float64Array.from({ length: k * n }, (_, i) => {
          let sum = add ? c[i] : 0;
          for (let row = 0; row < m; row++) {
            sum += a[row * k + Math.floor(i / n)] * b[row * n + i % n];
          }
          return sum;
        });
        assertClose(read(product, k * n), expected);
        const columns = Float64Array.from({ length: n }, (_, col) => {
          let sum = add ? c[col] : 0;
          for (let row = 0; row < m; row++) sum += b[row * n + col];
          return sum;
        });
        assertClose(read(sums, n), columns);
      }),
      { numRuns: 40 },
    );
  });

  test("multiplySparse() and its twin give what the dense kernels give, for any zeros", (module) => {
    const density = fc.constantFrom(0, 0.02, 0.2, 0.7, 1);
    fc.assert(
      fc.property(sizes, density, fc.boolean(), ({ m, k, n, seed }, share, flag) => {
        const { kernels, place, read } = start(module);
        const random = createRandom(seed);
        const a = place(normals(m * k, seed).map((each) => random.next() < share ? each : 0));
        const [b, bias, delta] = [k * n, n, m * n].map((count, i) =>
          place(normals(count, seed + 1 + i))
        );
        const list = place(new Float32Array(5 * (Math.max(m, k) + 2)));
        const shape = [m, k, n, n, k, n] as const;

        const [product, expected] = [
          place(new Float32Array(m * n)),
          place(new Float32Array(m * n)),
        ];
        kernels.multiplySparse(product, a, b, bias, ...shape, Number(flag), list);
        kernels.multiply(expected, a, b, bias, ...shape, FROM.bias, flag ? THEN.relu : 0);
        assertClose(read(product, m * n), read(expected, m * n));

        const before = normals(k * n, seed + 4);
        const [sums, expectedSums] = [place(before), place(before)];
        kernels.multiplyTransposedSparse(sums, a, delta, ...shape, Number(flag), list);
        kernels.multiplyTransposed(expectedSums, a, delta, ...shape, Number(flag));
        assertClose(read(sums, k * n), read(expectedSums, k * n));
      }),
      { numRuns: 60 },
    );
  });

  test("transpose() swaps rows and columns", (module) => {
    const { kernels, place, read } = start(module);
    const matrix = normals(8 * 12, 1);
    const target = place(new Float32Array(8 * 12));
    kernels.transpose(target, place(matrix), 8, 12, 8, 12);
    assert.deepEqual(
      read(target, 96),
      Float32Array.from({ length: 96 }, (_, i) => matrix[(i % 8) * 12 + Math.floor(i / 8)]),
    );
  });

  test("activate() and multiplyBySlope() know each activation and its slope", (module) => {
    const values = Float32Array.from({ length: 4000 }, (_, i) => (i - 2000) / 50);
    const activations: [number, (x: number) => number, (x: number) => number][] = [
      [1, (x) => Math.max(0, x), (x) => x > 0 ? 1 : 0],
      [2, Math.tanh, (x) => 1 - Math.tanh(x) ** 2],
      [3, (x) => x > 0 ? x : Math.expm1(x), (x) => x > 0 ? 1 : Math.exp(x)],
      [4, (x) => 1 / (1 + Math.exp(-x)), (x) => 1 / (2 + Math.exp(x) + Math.exp(-x))],
    ];
    for (const [number, activation, slope] of activations) {
      const { kernels, place, read } = start(module);
      const [outputs, slopes] = [place(values), place(new Float32Array(4000).fill(2))];
      kernels.activate(outputs, 4000, number);
      kernels.multiplyBySlope(slopes, outputs, 4000, number);
      assertClose(read(outputs, 4000), values.map(activation), 1e-6);
      assertClose(read(slopes, 4000), values.map((x) => 2 * slope(x)), 2e-6);
    }
  });

  test("adamStep() and sumMicroBatches() follow the definitions", (module) => {
    const { kernels, place, read } = start(module);
    const microBatches = [normals(16, 1), normals(16, 2), normals(16, 3)];
    const gradients = place(microBatches.flatMap((microBatch) => [...microBatch]));
    const squares = kernels.sumMicroBatches(gradients, 3, 64, 16);
    const sums = microBatches[0].map((each, i) => each + microBatches[1][i] + microBatches[2][i]);
    assertClose(read(gradients, 16), sums);
    assertClose(Float32Array.of(squares), [sums.reduce((sum, each) => sum + each * each, 0)]);

    const [weights, means, squared, average] = [4, 5, 6, 7].map((seed) => normals(16, seed));
    squared.forEach((each, i) => squared[i] = Math.abs(each));
    const places = [weights, means, squared, average].map(place);
    const [w, m, v, a] = places;
    const [scale, rate, correction, past] = [0.5, 0.01, 1.5, 0.9];
    kernels.adamStep(w, gradients, m, v, a, 16, scale, rate, correction, 0.9, 0.99, 1e-3, past);
    const mean = means.map((each, i) => 0.9 * each + 0.1 * scale * sums[i]);
    const square = squared.map((each, i) => 0.99 * each + 0.01 * (scale * sums[i]) ** 2);
    const moved = weights.map((each, i) =>
      each - (rate * mean[i]) / (Math.sqrt(square[i] * correction) + 1e-3)
    );
    const averaged = average.map((each, i) => past * each + (1 - past) * moved[i]);
    [moved, mean, square, averaged].forEach((expected, i) => {
      assertClose(read(places[i], 16), expected);
    });
  });

  test("squaredErrors() and rowErrors() leave out rows of padding", (module) => {
    const { kernels, place, read } = start(module);
    const [outputs, targets] = [normals(4 * 8, 1), normals(4 * 8, 2)];
    const [o, t, g, e] = [outputs, targets, normals(32, 3), new Float32Array(4)].map(place);
    const sum = kernels.squaredErrors(g, o, t, 4, 3, 8, 0.25);
    const differences = outputs.map((each, i) => each - targets[i]);
    const squares = [0, 1, 2, 3].map((row) =>
      differences.subarray(8 * row, 8 * row + 8).reduce((total, each) => total + each * each, 0)
    );
    assertClose(Float32Array.of(sum), [squares[0] + squares[1] + squares[2]]);
    assertClose(read(g, 32), differences.map((each, i) => i < 24 ? each / 4 : 0));
    kernels.rowErrors(e, o, t, 4, 8, 8, 8, 0);
    assertClose(read(e, 4), squares);
    kernels.rowErrors(e, o, t, 2, 7, 16, 8, 0);
    const sums = [0, 1].map((row) =>
      targets.subarray(8 * row, 8 * row + 7)
        .reduce((total, each, i) => total + (outputs[16 * row + i] - each) ** 2, 0)
    );
    assertClose(read(e, 2), sums);
    kernels.rowErrors(e, o, t, 2, 7, 16, 8, 1);
    const distances = [0, 1].map((row) =>
      targets.subarray(8 * row, 8 * row + 7)
        .reduce((total, each, i) => total + Math.abs(outputs[16 * row + i] - each), 0)
    );
    assertClose(read(e, 2), distances);
  });

  test("dropoutMask() keeps its share, and its mean is one", (module) => {
    const { kernels, place, read } = start(module);
    const address = place(new Float32Array(20_000));
    const masks = [1, 2, 1].map((key) => {
      kernels.dropoutMask(address, 20_000, 0.3, key);
      return read(address, 20_000);
    });
    assert.deepEqual(masks[2], masks[0]);
    const both = masks[0].filter((each, i) => each === 0 && masks[1][i] === 0).length;
    assert.ok(Math.abs(both / 20_000 - 0.09) < 0.01, `${both}`);
    for (const mask of masks) {
      assert.deepEqual([...new Set(mask)].sort(), [0, Math.fround(1 / Math.fround(0.7))]);
      const dropped = mask.filter((each) => each === 0).length;
      assert.ok(Math.abs(dropped / 20_000 - 0.3) < 0.02, `${dropped}`);
    }
  });

  test("addNoise() adds normal numbers to columns, not to padding", (module) => {
    const { kernels, place, read } = start(module);
    const [target, source] = [place(new Float32Array(16_000).fill(9)), place(normals(16_000, 1))];
    kernels.addNoise(target, source, 2000, 5, 8, 0.5, 3);
    const clean = read(source, 16_000);
    const noisy = read(target, 16_000);
    assert.ok(noisy.every((each, i) => i % 8 < 5 || each === 0));
    const noise = noisy.map((each, i) => each - clean[i]).filter((_, i) => i % 8 < 5);
    const mean = noise.reduce((sum, each) => sum + each, 0) / noise.length;
    const variance = noise.reduce((sum, each) => sum + (each - mean) ** 2, 0) / noise.length;
    const far = noise.filter((each) => Math.abs(each) > 1).length / noise.length;
    assert.ok(Math.abs(mean) < 0.02, `${mean}`);
    assert.ok(Math.abs(variance - 0.25) < 0.02, `${variance}`);
    assert.ok(Math.abs(far - 0.0455) < 0.01, `${far}`);
  });
}

Deno.test("createMemory() refuses more than the kernels can address", () => {
  assert.throws(() => createMemory(2 ** 31 + 1), RangeError);
});
