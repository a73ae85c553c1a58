import type { Attributes, ComponentChildren, FunctionComponent } from "preact";
import { h } from "preact";

/** A component of a route file: plain, or asynchronous since it only ever runs on the server. */
export type AnyComponent<P> = (
  props: P,
) => ComponentChildren | Response | Promise<ComponentChildren | Response>;

/**
 * Makes the vnode of a route file's component. An asynchronous component is called and awaited;
 * it may answer the request itself by returning a `Response`.
 */
export async function renderComponent<P>(
  component: AnyComponent<P>,
  props: P,
): Promise<ComponentChildren | Response> {
  if (component.constructor.name === "AsyncFunction") return await component(props);
  return h(component as FunctionComponent<P>, props as P & Attributes);
}
