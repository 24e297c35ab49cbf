import { useTranslation } from 'react-i18next'
import { shortImage } from '../../../contract/formats/imageReference'
import { useReasons } from '../../../i18n/errors/reasons'
import { Age } from '../../../ui/value/Age'
import { instanceHealth } from '../../../ui/value/health'
import { Mono } from '../../../ui/value/Mono'
import { StatusChip } from '../../../ui/value/StatusChip'
import type { Instance } from './progress'
import css from './rollout.module.css'

/** The old or new instances of a rollout. */
export function InstanceList({
  title,
  instances,
}: {
  title: string
  instances: readonly Instance[]
}) {
  const { t } = useTranslation('services')
  const { t: tLife } = useTranslation('serviceLife')
  const reasons = useReasons()
  return (
    <div>
      <h3>{`${title} (${instances.length})`}</h3>
      {instances.length === 0 && <p className={css.dim}>{tLife('rollout.none')}</p>}
      <ul className={css.list}>
        {instances.map((instance) => (
          <li key={instance.name}>
            <Mono>{instance.name}</Mono>
            <StatusChip
              health={instanceHealth(instance)}
              word={t(`instance.status.${instance.status}`, { defaultValue: instance.status })}
              reason={instance.reason ? reasons.one(instance.reason) : undefined}
            />
            <span className={css.dim}>
              {instance.containers.map(({ image }) => shortImage(image)).join(', ')} ·{' '}
              <Age time={instance.createdAt} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
