/** How long things take at speed 1, in seconds from and to. What is drawn is divided by the speed. */
const durations = {
  /** A bought machine starts, gets its system and joins the cluster. */
  nodeJoins: [25, 45],
  /** The cluster's own parts, after its last node has joined. */
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

/** Milliseconds that something takes, drawn once when it begins. */
export function drawn(what: keyof typeof durations, { random, speed }: Pace): number {
  const [least, most] = durations[what]
  return Math.round(((least + random() * (most - least)) * 1000) / speed)
}

/** How long a node may be out of reach before its instances are started elsewhere, as Kubernetes has it. */
export const evictionAfter = ({ speed }: Pick<Pace, 'speed'>) => Math.round(300_000 / speed)
