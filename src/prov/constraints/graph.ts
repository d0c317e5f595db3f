/** An edge says that one event precedes another, by which constraint, from which fact. */
export interface Edge<T> {
  readonly from: number;
  readonly to: number;
  readonly strict: boolean;
  readonly why: T;
}

/**
 * Find the strongly connected components (Tarjan's algorithm, without recursion);
 * return the number of the component of each node.
 */
function components(nodes: number, edges: readonly Edge<unknown>[]): Int32Array {
  const { starts, targets } = adjacency(nodes, edges);
  const order = new Int32Array(nodes).fill(-1);
  const low = new Int32Array(nodes);
  const component = new Int32Array(nodes).fill(-1);
  const cursor = starts.slice();
  const open: number[] = [];
  let visited = 0;
  let found = 0;
  for (let root = 0; root < nodes; root++) {
    if (order[root] !== -1) continue;
    const path = [root];
    while (path.length > 0) {
      const node = path[path.length - 1]!;
      if (order[node] === -1) {
        low[node] = visited;
        order[node] = visited++;
        open.push(node);
      }
      if (cursor[node]! < starts[node + 1]!) {
        const next = targets[cursor[node]!++]!;
        if (order[next] === -1) path.push(next);
        else if (component[next] === -1) low[node] = Math.min(low[node]!, order[next]!);
        continue;
      }
      path.pop();
      const parent = path[path.length - 1];
      if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[node]!);
      if (low[node] !== order[node]) continue;
      for (let member = -1; member !== node; ) {
        member = open.pop()!;
        component[member] = found;
      }
      found++;
    }
  }
  return component;
}

/** List the targets of each node in one array, from `starts[node]` on. */
function adjacency(nodes: number, edges: readonly Edge<unknown>[]) {
  const starts = new Int32Array(nodes + 1);
  for (const { from } of edges) starts[from + 1]!++;
  for (let i = 0; i < nodes; i++) starts[i + 1]! += starts[i]!;
  const next = starts.slice();
  const targets = new Int32Array(edges.length);
  for (const { from, to } of edges) targets[next[from]!++] = to;
  return { starts, targets };
}

/** List the edges by the node that they leave. */
function leavingFrom<T>(edges: readonly Edge<T>[]): Map<number, Edge<T>[]> {
  const leaving = new Map<number, Edge<T>[]>();
  for (const edge of edges) {
    const list = leaving.get(edge.from);
    if (list) list.push(edge);
    else leaving.set(edge.from, [edge]);
  }
  return leaving;
}

/** Return the shortest way back from the end of an edge to its start, that edge first. */
function shortestCycle<T>(
  edge: Edge<T>,
  leaving: ReadonlyMap<number, readonly Edge<T>[]>,
): Edge<T>[] {
  const by = new Map<number, Edge<T>>();
  const queue = [edge.to];
  for (
    let i = 0;
    i < queue.length && !by.has(edge.from) && edge.to !== edge.from;
    i++
  ) {
    for (const each of leaving.get(queue[i]!) ?? []) {
      if (by.has(each.to) || each.to === edge.to) continue;
      by.set(each.to, each);
      queue.push(each.to);
    }
  }
  const way: Edge<T>[] = [];
  for (let at = edge.from; at !== edge.to; at = way.at(-1)!.from) way.push(by.get(at)!);
  return [edge, ...way.reverse()];
}

/** Return one shortest cycle of each component, through its first edge that fits. */
export function cycles<T>(
  nodes: number,
  edges: readonly Edge<T>[],
  fits: (edge: Edge<T>) => boolean = () => true,
): Edge<T>[][] {
  const component = components(nodes, edges);
  const inside = edges.filter(({ from, to }) => component[from] === component[to]);
  const leaving = leavingFrom(inside);
  const first = new Map<number, Edge<T>>();
  for (const edge of inside.filter(fits)) {
    if (!first.has(component[edge.from]!)) first.set(component[edge.from]!, edge);
  }
  return [...first.values()].map((edge) => shortestCycle(edge, leaving));
}
