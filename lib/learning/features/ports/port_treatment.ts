/**
 * What becomes of columns of ports. Light: a browser can run it.
 *
 * @module
 */

/** The treatments, by the name that the HTTP API uses. */
export const PORT_TREATMENTS = ["classes", "numbers"] as const;

/** One of {@linkcode PORT_TREATMENTS}. */
export type PortTreatment = typeof PORT_TREATMENTS[number];

/** Of runs that do not say; those of older versions took ports as numbers. */
export const DEFAULT_PORTS: PortTreatment = "classes";
