/** Duration of operations at speed 1: minimum and maximum in seconds. */
const durations = {
  /** A bought machine boots, gets its OS and joins the cluster. */
  nodeJoin: [25, 45],
  /** The control plane, after the last node has joined. */
  controlPlaneStart: [5, 10],
  /** Removal of a node, after its instances have moved. */
  nodeRemoval: [15, 25],
  clusterDeletion: [20, 30],
  namespaceDeletion: [6, 12],
} as const satisfies Record<string, readonly [number, number]>

interface Randomness {
  random: () => number
  speed: number
}

/** Duration in milliseconds, drawn once at the start of the operation. */
export function randomDuration(
  what: keyof typeof durations,
  { random, speed }: Randomness,
): number {
  const [min, max] = durations[what]
  return Math.round(((min + random() * (max - min)) * 1000) / speed)
}

/**
 * Milliseconds for which a node may be unreachable before its instances are evicted, as in
 * Kubernetes.
 */
export const evictionDelay = ({ speed }: Pick<Randomness, 'speed'>) => Math.round(300_000 / speed)
