import { refuse } from '../../apiError'
import { refusalFor } from '../client/refusals'
import { StatusError } from '../client/status'
import type { Pod } from '../objects/pod'
import { NoAnswer } from '../ports'

/**
 * The API server's words for a kubelet that it cannot reach; they contain the kubelet's address.
 */
const isUnreachable = ({ status, message }: StatusError) =>
  status >= 500 && /^(Get|proxy error)\b|\bdial tcp\b|No agent available/.test(message)

/**
 * The refusal of a call for an error while a log is read. Logs are on the pod's node: the API
 * server asks the kubelet for them, and waits longer for it than the client does.
 */
export function logRefusal(error: unknown, { metadata, spec }: Pod): unknown {
  const subject = `the log of instance ${metadata.name} cannot be read`
  const node = `node ${spec.nodeName ?? ''}`
  if (error instanceof NoAnswer && error.isSent) {
    return refuse(6200, `${subject}: ${node} does not answer (${error.message})`)
  }
  if (!(error instanceof StatusError) || error.status < 500) return refusalFor(error, false)
  if (isUnreachable(error)) return refuse(6200, `${subject}: ${node} does not answer`)
  if (error.status !== 500) return refusalFor(error, false)
  return refuse(6200, `${subject} on ${node}: ${error.message}`)
}
