import { Fragment, h } from "preact";
import type { ComponentChild, ComponentType } from "preact";
import { type PageState, SlotReference } from "./props.ts";

/** The nodes between two markers of the same parent. */
export interface Region {
  start: Comment;
  end: Comment;
}

/** The marked parts of a page, by the text of the start marker, in document order. */
export type Regions = Map<string, Region>;

/** An island that is to be mounted. */
export interface MountedIsland {
  region: Region;
  component: ComponentType;
  props: Record<string, unknown>;
}

/** Finds the islands and slots of a page, also those in templates of slots not shown yet. */
export function findRegions(root: Document | DocumentFragment): Regions {
  const regions: Regions = new Map();
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  while (walker.nextNode()) {
    const start = walker.currentNode as Comment;
    if (!/^frsh:(island|slot):\d+$/.test(start.data) || regions.has(start.data)) continue;
    let end = start.nextSibling;
    while (end !== null && !(end instanceof Comment && end.data === `/${start.data}`)) {
      end = end.nextSibling;
    }
    if (end !== null) regions.set(start.data, { start, end: end as Comment });
  }
  return regions;
}

/** The top-level islands; islands in slots come as part of those around them. */
export function islandsOf(
  regions: Regions,
  state: PageState,
  components: ComponentType[],
): MountedIsland[] {
  const inSlots = new Set<number>();

  const propsOf = (island: number): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(state.islands[island][1]).map(([name, value]) =>
        value instanceof SlotReference ? [name, slotContent(value.id)] : [name, value]
      ),
    );

  const slotContent = (id: number): ComponentChild => {
    const marker = `frsh:slot:${id}`;
    const template = document.getElementById(`frsh-slot-${id}`);
    if (template instanceof HTMLTemplateElement) {
      for (const [key, region] of findRegions(template.content)) regions.set(key, region);
    }
    const region = regions.get(marker);
    return region === undefined
      ? null
      : h(Fragment, null, ...toJsx(region.start.nextSibling, region.end));
  };

  const toJsx = (first: Node | null, end: Node | null): ComponentChild[] => {
    const children: ComponentChild[] = [];
    for (let node = first; node !== null && node !== end; node = node.nextSibling) {
      if (node instanceof Text) children.push(node.data);
      else if (node instanceof Element) {
        children.push(h(node.localName, attributesOf(node), ...toJsx(node.firstChild, null)));
      } else if (node instanceof Comment) {
        const island = Number(/^frsh:island:(\d+)$/.exec(node.data)?.[1] ?? NaN);
        const region = regions.get(node.data);
        if (Number.isNaN(island) || region === undefined) continue;
        inSlots.add(island);
        children.push(h(components[state.islands[island][0]], propsOf(island)));
        node = region.end;
      }
    }
    return children;
  };

  return [...regions].flatMap(([marker, region]) => {
    const island = Number(/^frsh:island:(\d+)$/.exec(marker)?.[1] ?? NaN);
    if (Number.isNaN(island) || inSlots.has(island)) return [];
    return [{ region, component: components[state.islands[island][0]], props: propsOf(island) }];
  });
}

function attributesOf(element: Element): Record<string, unknown> {
  return Object.fromEntries(
    [...element.attributes].map(({ name, value }) => {
      const property = (element as unknown as Record<string, unknown>)[name];
      return [name, typeof property === "boolean" ? property : value];
    }),
  );
}

/** Makes a region pass for a parent node, so that preact renders into it. */
export function rootOf({ start, end }: Region): Element {
  const parent = start.parentNode!;
  const childNodes: Node[] = [];
  for (let node = start.nextSibling; node !== null && node !== end; node = node.nextSibling) {
    childNodes.push(node);
  }
  const root = {
    nodeType: Node.ELEMENT_NODE,
    namespaceURI: (parent as Element).namespaceURI,
    ownerDocument: document,
    parentNode: parent,
    childNodes,
    firstChild: childNodes[0] ?? null,
    contains: (node: Node) => parent.contains(node),
    insertBefore: (node: Node, child: Node | null) => parent.insertBefore(node, child ?? end),
    appendChild: (node: Node) => parent.insertBefore(node, end),
    removeChild: (node: Node) => parent.removeChild(node),
  };
  return root as unknown as Element;
}
