import fs from 'node:fs'
import path from 'node:path'
import * as z from 'zod/mini'

/** Resources that `scripts/lib/realNode.mjs` prepares outside the namespaces of the tests. */
const surroundings = z.object({
  /** Receives the files of all programs. */
  folder: z.string(),
  /** Path of the parent of all pods' cgroups. */
  cgroup: z.string(),
  /** Folder of a socket that leads to the PostgreSQL of the machine. */
  database: z.string(),
})

/** Undefined if the tests have no node. */
export function readSurroundings() {
  const { GANTRY_REAL_NODE } = process.env
  return GANTRY_REAL_NODE ? z.parse(surroundings, JSON.parse(GANTRY_REAL_NODE)) : undefined
}

const node = z.object({
  name: z.string(),
  controlPlane: z.object({
    server: z.string(),
    ca: z.string(),
    token: z.string(),
    kubeconfig: z.string(),
  }),
  /** Process ID of the kubelet. */
  kubelet: z.number(),
  database: z.string(),
})

/** The node of the tests, and the control plane that it belongs to. */
export type RealNode = z.output<typeof node>

const fileIn = (folder: string) => path.join(folder, 'node.json')

/** Stores the description of the node for the processes that run tests. */
export const shareNode = (folder: string, shared: RealNode) =>
  fs.writeFileSync(fileIn(folder), JSON.stringify(shared))

/** Undefined if the tests have no node. */
export function readNode(): RealNode | undefined {
  const found = readSurroundings()
  return found && z.parse(node, JSON.parse(fs.readFileSync(fileIn(found.folder), 'utf8')))
}
