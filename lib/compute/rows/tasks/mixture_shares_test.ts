import assert from "node:assert/strict";
import { createRandom } from "../../../base/random.ts";
import { wideStride } from "../parts.ts";
import { RowPool, sharedArray } from "../pool.ts";
import {
  type MixtureConstants,
  mixtureConstants,
  mixtureShares,
  mixtureSharesScratch,
} from "./mixture_shares.ts";

const [rows, cols, components] = [700, 5, 3];

for (const full of [true, false]) {
  Deno.test(`${mixtureShares.name}() scores and adds up as the definition says, ${full ? "full" : "diagonal"}`, async () => {
    const random = createRandom(1);
    const data = Float32Array.from({ length: rows * cols }, random.normal);
    const stride = wideStride(cols);
    const constants = mixtureConstants(cols, components, full);
    const args = { components, full };
    const map = (component: number, i: number, j: number) => {
      if (!full) return i === j ? constants.whitening[component * stride + i] : 0;
      return constants.whitening[(component * stride + i) * stride + j];
    };
    for (let component = 0; component < components; component++) {
      constants.peaks[component] = random.normal();
      for (let i = 0; i < cols; i++) {
        constants.means[component * stride + i] = random.normal();
        const at = full ? (component * stride + i) * stride + i : component * stride + i;
        constants.whitening[at] = 1 + random.next();
        // Upper triangular.
        for (let j = i + 1; full && j < cols; j++) {
          constants.whitening[(component * stride + i) * stride + j] = random.normal() / 2;
        }
      }
    }
    using pool = await RowPool.create<MixtureConstants>({
      cols,
      constants,
      scratchBytes: mixtureSharesScratch(cols, args),
      blockRows: 1024,
    });
    const size = components * cols * (full ? cols : 1);
    const results = {
      scores: sharedArray(Float32Array, rows),
      shares: sharedArray(Float64Array, components),
      sums: sharedArray(Float64Array, components * cols),
      products: sharedArray(Float64Array, size),
      likelihoods: sharedArray(Float64Array, 1),
    };
    await pool.run("mixture-shares", { data, rows }, args, results);

    const shares = new Float64Array(components);
    const sums = new Float64Array(components * cols);
    const products = new Float64Array(size);
    let likelihood = 0;
    for (let row = 0; row < rows; row++) {
      const offsets = Array.from(
        { length: components },
        (_, component) =>
          Array.from(
            { length: cols },
            (_, i) => data[row * cols + i] - constants.means[component * stride + i],
          ),
      );
      const logs = offsets.map((offset, component) => {
        let norm = 0;
        for (let j = 0; j < cols; j++) {
          norm += offset.reduce((sum, value, i) => sum + value * map(component, i, j), 0) ** 2;
        }
        return constants.peaks[component] - norm / 2;
      });
      const density = logs.reduce((sum, log) => sum + Math.exp(log), 0);
      likelihood += Math.log(density);
      assert.ok(Math.abs(results.scores[row] + Math.log(density)) < 1e-4);
      logs.forEach((log, component) => {
        const share = Math.exp(log) / density;
        shares[component] += share;
        for (let i = 0; i < cols; i++) {
          sums[component * cols + i] += share * offsets[component][i];
          if (!full) products[component * cols + i] += share * offsets[component][i] ** 2;
          for (let j = 0; full && j <= i; j++) {
            products[(component * cols + i) * cols + j] += share * offsets[component][i] *
              offsets[component][j];
          }
        }
      });
    }
    assert.ok(Math.abs(results.likelihoods[0] - likelihood) < 1e-2);
    shares.forEach((share, i) => assert.ok(Math.abs(results.shares[i] - share) < 1e-2));
    sums.forEach((sum, i) => assert.ok(Math.abs(results.sums[i] - sum) < 1e-2));
    products.forEach((product, at) => {
      const [i, j] = [Math.floor(at / cols) % cols, at % cols];
      if (!full || j <= i) assert.ok(Math.abs(results.products[at] - product) < 1e-2);
    });
  });
}
