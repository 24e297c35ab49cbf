import { useTranslation } from 'react-i18next'
import css from '../../registry.module.css'
import { Firings } from '../log/Firings'
import { firingsOf } from '../log/firing'
import { useTriggers } from '../useTriggers'
import { useMatcherOf } from './useMatcherOf'
import { useTargets } from './useTargets'

/** Previews which triggers a push of a tag would fire now. */
export function FiringPreview({ reponame, tag }: { reponame: string; tag: string }) {
  const { t } = useTranslation('triggers')
  const matcherOf = useMatcherOf()
  const { triggers } = useTriggers(reponame)
  const targets = useTargets((triggers ?? []).map((trigger) => trigger.invokePara))
  if (!matcherOf || !triggers) return <p className={css.small}>{t('firing.reading')}</p>
  const firings = firingsOf(matcherOf, triggers, tag)
  if (firings.length === 0) return <p className={css.small}>{t('firing.none')}</p>
  return (
    <div>
      <p>{t('firing.some', { count: firings.length })}</p>
      <Firings firings={firings} reponame={reponame} tag={tag} targets={targets.data} />
    </div>
  )
}
