/** Minimum and maximum duration of operations in seconds, at speed 1. */
const durations = {
  /** Time in which a bought machine boots, gets its OS and joins the cluster. */
  nodeJoin: [25, 45],
  /** Start of the control plane, after the last node has joined. */
  controlPlaneStart: [5, 10],
  /** Removal of a node, after its instances have moved to other nodes. */
  nodeRemoval: [15, 25],
  clusterDeletion: [20, 30],
  namespaceDeletion: [6, 12],
} as const satisfies Record<string, readonly [number, number]>

interface Randomness {
  random: () => number
  speed: number
}

/** Random duration of an operation in milliseconds, chosen when the operation starts. */
export function randomDuration(
  operation: keyof typeof durations,
  { random, speed }: Randomness,
): number {
  const [min, max] = durations[operation]
  return Math.round(((min + random() * (max - min)) * 1000) / speed)
}

/**
 * Milliseconds for which a node must be unreachable before its instances are evicted, as in
 * Kubernetes.
 */
export const evictionDelay = ({ speed }: Pick<Randomness, 'speed'>) => Math.round(300_000 / speed)
