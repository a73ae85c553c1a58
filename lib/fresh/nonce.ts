/** Where `ctx.render()` leaves the nonce of its answer. */
export const NONCE: symbol = Symbol.for("__freshNonce");
