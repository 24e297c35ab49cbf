import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { InventoryProblem } from '../../contract/console/inventory/routes'
import { KindIcon } from '../../ui/inventory/KindIcon'
import { ObjectStatus } from '../../ui/inventory/ObjectStatus'
import { objectPath, useHrefAt } from '../../ui/inventory/objectPath'
import { TaskName } from '../../ui/task/TaskName'
import { TaskState } from '../../ui/task/TaskState'
import { IconBell, IconWorld } from '../../ui/theme/icons'
import { Age } from '../../ui/value/Age'
import { StatusChip } from '../../ui/value/StatusChip'
import { Cause } from './Cause'
import css from './OverviewPage.module.css'
import { nextStepOf } from './problemTarget'

interface Props {
  problem: InventoryProblem
}

/** The object with a problem, linked to its page. */
export function ProblemObject({ problem }: Props) {
  const { t } = useTranslation('overview')
  const hrefAt = useHrefAt()
  const { object, task } = problem
  if (task) {
    return (
      <span className={css.object}>
        <IconBell size={16} aria-hidden className={css.icon} />
        <TaskName task={task} />
      </span>
    )
  }
  if (!object) {
    return (
      <span className={css.object}>
        <IconWorld size={16} aria-hidden className={css.icon} />
        <Link to={hrefAt('/settings/accounts', problem)}>{t('endpoint')}</Link>
      </span>
    )
  }
  return (
    <span className={css.object}>
      <KindIcon kind={object.kind} />
      <Link to={hrefAt(objectPath(object), object)} title={object.name}>
        {object.name}
      </Link>
    </span>
  )
}

/** What is wrong: the status and the cause. */
export function ProblemText({ problem }: Props) {
  const { t } = useTranslation('overview')
  const { object, task } = problem
  if (task) return <TaskState task={task} />
  return (
    <span className={css.problem}>
      {object ? (
        <ObjectStatus object={object} />
      ) : (
        <StatusChip health="failing" word={t('notAnswering')} />
      )}
      <span className={css.cause}>
        <Cause problem={problem} />
      </span>
    </span>
  )
}

/** When the problem was first seen. */
export function ProblemSince({ problem: { since } }: Props) {
  const { t } = useTranslation('overview')
  return since === null ? t('unknownSince') : <Age time={since} />
}

/** The link to what helps. */
export function ProblemNextStep({ problem }: Props) {
  const { t } = useTranslation('overview')
  const hrefAt = useHrefAt()
  const { step, path } = nextStepOf(problem)
  return (
    <Link to={hrefAt(path, problem)} className={css.next}>
      {t(`next.${step}`)}
    </Link>
  )
}
