import { useTranslation } from 'react-i18next'
import { shortImage } from '../../../../contract/formats/imageReference'
import { registryImage } from '../../../../contract/formats/registryNames'
import { StatusChip } from '../../../../ui/value/StatusChip'
import css from '../../registry.module.css'
import { Highlighted } from '../rules/Highlighted'
import { isComplete, type TargetState } from '../rules/useTargets'
import { type Firing, targetKey } from './firing'

interface Props {
  reponame: string
  tag: string
  firings: readonly Firing[]
  targets: ReadonlyMap<string, TargetState> | undefined
}

function Change({
  firing,
  reponame,
  tag,
  target,
}: Omit<Props, 'firings' | 'targets'> & { firing: Firing; target: TargetState | undefined }) {
  const { t } = useTranslation('triggers')
  const { serviceName, containerName, namespace } = firing.trigger.invokePara
  const targetImage = registryImage(reponame, tag)
  if (!isComplete(firing.trigger.invokePara)) return t('firing.noTarget')
  if (target?.kind === 'missing') {
    return <StatusChip health="failing" word={t('broken')} reason={t(`missing.${target.what}`)} />
  }
  return (
    <>
      {t('firing.sets', { service: `${namespace}/${serviceName}`, container: containerName })}{' '}
      {target?.kind === 'there' && target.image === targetImage ? (
        t('firing.already')
      ) : (
        <>
          {target?.kind === 'there' && (
            <>
              <code>{shortImage(target.image)}</code> →{' '}
            </>
          )}
          <code>{shortImage(targetImage)}</code>
        </>
      )}
    </>
  )
}

/**
 * Triggers that fire on a push, why, and what they change; conflicts over a container are flagged.
 */
export function Firings({ firings, reponame, tag, targets }: Props) {
  const { t } = useTranslation('triggers')
  return (
    <ul className={css.list}>
      {firings.map((firing) => (
        <li key={firing.trigger.triggerName}>
          <strong>{firing.trigger.triggerName}</strong>{' '}
          <span className={css.dim}>
            {t(`why.${firing.trigger.invokeCondition.invokeMethod}`)}{' '}
            {firing.match.regexMatch && firing.trigger.invokeCondition.invokeMethod === 'regex' && (
              <Highlighted text={tag} {...firing.match.regexMatch} />
            )}
          </span>
          <br />
          <Change
            firing={firing}
            reponame={reponame}
            tag={tag}
            target={targets?.get(targetKey(firing.trigger.invokePara))}
          />
          {firing.collidesWith.length > 0 && (
            <div className={css.warning}>
              {t('firing.collides', { names: firing.collidesWith.join(', ') })}
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}
