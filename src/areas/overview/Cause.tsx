import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/client/error'
import type { InventoryProblem } from '../../contract/console/inventory/routes'
import { formatDuration } from '../../i18n/duration'
import { useReasons } from '../../i18n/errors/reasons'
import { useDescribeError } from '../../ui/feedback/describeError'
import { useNow } from '../../ui/value/useNow'
import { isStuckRollout } from './problemTarget'

/** The console's words for the failure of an endpoint. */
function EndpointCause({ codeDesc = '', message }: InventoryProblem) {
  const explain = useDescribeError()
  const error = new ApiError({ kind: 'server', status: 502, code: 502, codeDesc, message })
  const { what, next } = explain(error)
  return `${what} ${next}`
}

/** Number of running instances, as far as known, and the reasons of the API. */
function ObjectCause(problem: InventoryProblem) {
  const { t, i18n } = useTranslation('overview')
  const { t: clusters } = useTranslation('clusters')
  const { t: reasonTexts } = useTranslation('reasons')
  const reasons = useReasons()
  const now = useNow()
  const { kind, object, since, message } = problem
  const { desiredReplicas: desired, currentReplicas: current } = object ?? {}
  const texts = [
    kind === 'cluster' && object?.status === 'Isolated' && clusters('statusReason.Isolated'),
    desired !== undefined &&
      current !== undefined &&
      t(current === 0 ? 'down' : 'running', { current, desired }),
    reasons.list(message),
    isStuckRollout(problem) &&
      since !== null &&
      t('stuck', { duration: formatDuration(now - since, i18n.language) }),
  ]
  return texts.filter(Boolean).join(reasonTexts('join'))
}

/** Why there is a problem, in words. */
export function Cause({ problem }: { problem: InventoryProblem }) {
  if (problem.kind === 'endpoint') return <EndpointCause {...problem} />
  return <ObjectCause {...problem} />
}
