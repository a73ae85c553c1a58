import { findReadyDataset } from "../../../../../lib/api/datasets/find_ready_dataset.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  async GET(ctx) {
    const { netsift } = ctx.state;
    const { profile } = findReadyDataset(netsift, ctx.params.id);
    return ctx.json(await netsift.models.fits.of(profile!));
  },
});
