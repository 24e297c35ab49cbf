/** Duration of operations at speed 1: minimum and maximum in seconds. */
const durations = {
  /** A bought machine boots, gets its OS and joins the cluster. */
  nodeJoins: [25, 45],
  /** The control plane, after the last node has joined. */
  clusterSettles: [5, 10],
  /** Removal of a node, after its instances have moved. */
  nodeLeaves: [15, 25],
  clusterGoes: [20, 30],
  namespaceGoes: [6, 12],
} as const satisfies Record<string, readonly [number, number]>

interface Pace {
  random: () => number
  speed: number
}

/** Duration in milliseconds, drawn once at the start of the operation. */
export function drawn(what: keyof typeof durations, { random, speed }: Pace): number {
  const [least, most] = durations[what]
  return Math.round(((least + random() * (most - least)) * 1000) / speed)
}

/**
 * Milliseconds for which a node may be unreachable before its instances are evicted, as in
 * Kubernetes.
 */
export const evictionAfter = ({ speed }: Pick<Pace, 'speed'>) => Math.round(300_000 / speed)
