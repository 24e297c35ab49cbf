import { TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tagsIn } from '../../../../contract/actions/registry/tagList'
import { useFormats } from '../../../../i18n/useFormats'
import css from '../../registry.module.css'
import { useTags } from '../../tags/useTags'
import { Firings } from '../log/Firings'
import { firingsOf, sampleTags, type TriggerRule } from '../log/firing'
import { useTriggers } from '../useTriggers'
import { Highlighted } from './Highlighted'
import { useMatcherOf } from './useMatcherOf'
import { useTargets } from './useTargets'

/** Maximum number of example tags; more add no information. */
const maxShown = 60

type Matcher = NonNullable<ReturnType<typeof useMatcherOf>>
type Match = NonNullable<ReturnType<Matcher>['match']>

/** Shows example tags that an unanchored regular expression matches. */
function UnanchoredExamples({ expr, match }: { expr: string; match: Match }) {
  const { t } = useTranslation('triggers')
  const isOpenBefore = !expr.startsWith('^')
  const isOpenBehind = !expr.endsWith('$') || expr.endsWith('\\$')
  const sampleMatches = sampleTags(expr).flatMap((tag) => {
    const { fires, regexMatch: part } = match(tag)
    return fires && part ? [{ tag, part }] : []
  })
  if (!isOpenBefore && !isOpenBehind) return null
  const which = isOpenBefore ? (isOpenBehind ? 'both' : 'before') : 'behind'
  return (
    <div className={css.warning}>
      <p>{t(`tester.loose.${which}`)}</p>
      {sampleMatches.length > 0 && (
        <p>
          {t('tester.alsoFinds')}{' '}
          {sampleMatches.map(({ tag, part }, index) => (
            <span key={tag}>
              {index > 0 && ', '}
              <Highlighted text={tag} {...part} />
            </span>
          ))}
        </p>
      )}
    </div>
  )
}

/** Existing tags that match the condition. */
function ExistingTags({ reponame, match }: { reponame: string; match: Match }) {
  const { t } = useTranslation('triggers')
  const { number } = useFormats()
  const { rows, total, isComplete } = useTags(reponame, { isAll: true })
  const matching = useMemo(
    () =>
      (rows ?? []).flatMap(({ tagName }) => {
        const { fires, regexMatch } = match(tagName)
        return fires ? [{ tagName, found: regexMatch }] : []
      }),
    [rows, match],
  )
  if (!rows || total === undefined) return <p className={css.small}>{t('tester.readingTags')}</p>
  return (
    <div>
      <h3>
        {t('tester.existing', { matching: number(matching.length), total: number(rows.length) })}
      </h3>
      {!isComplete && <p className={css.small}>{t('tester.readingTags')}</p>}
      <p>
        {matching.slice(0, maxShown).map(({ tagName, found }, index) => (
          <span key={tagName}>
            {index > 0 && ', '}
            {found && found.to > found.from ? (
              <Highlighted text={tagName} {...found} />
            ) : (
              <code>{tagName}</code>
            )}
          </span>
        ))}
        {matching.length > maxShown &&
          ` ${t('tester.more', { count: matching.length - maxShown })}`}
      </p>
    </div>
  )
}

/** Effect of pushing a tag: this trigger, others, and conflicts between them. */
function TagEffect({
  reponame,
  armed,
  match,
}: {
  reponame: string
  armed: TriggerRule
  match: Match
}) {
  const { t } = useTranslation('triggers')
  const [tag, setTag] = useState('')
  const matcherOf = useMatcherOf()
  const { triggers } = useTriggers(reponame)
  const otherTriggers = (triggers ?? []).filter(
    (trigger) => trigger.triggerName !== armed.triggerName,
  )
  const allTriggers: TriggerRule[] = [armed, ...otherTriggers]
  const targets = useTargets(allTriggers.map((trigger) => trigger.invokePara))
  const firings = matcherOf && tag !== '' ? firingsOf(matcherOf, allTriggers, tag) : []
  const { fires } = match(tag)
  return (
    <div>
      <TextInput
        label={t('tester.tag')}
        description={t('tester.tagHelp')}
        spellCheck={false}
        autoComplete="off"
        value={tag}
        onChange={(event) => setTag(event.currentTarget.value)}
      />
      <div aria-live="polite">
        {tag !== '' && !fires && (
          <p>{t(`tester.not.${armed.invokeCondition.invokeMethod}`, { tag })}</p>
        )}
        {firings.length > 0 && (
          <Firings firings={firings} reponame={reponame} tag={tag} targets={targets.data} />
        )}
      </div>
    </div>
  )
}

/** Tests a trigger's condition against a typed tag and all existing tags. */
export function Tester({ reponame, armed }: { reponame: string; armed: TriggerRule }) {
  const { t } = useTranslation('triggers')
  const matcherOf = useMatcherOf()
  const { invokeMethod, invokeExpr } = armed.invokeCondition
  const compiled = useMemo(
    () => matcherOf?.({ invokeMethod, invokeExpr }),
    [matcherOf, invokeMethod, invokeExpr],
  )
  if (!compiled) return <p className={css.small}>{t('firing.reading')}</p>
  if (compiled.fault) {
    const { message, from, to } = compiled.fault
    return (
      <div role="alert">
        <p>{t('fault.text', { message, place: from + 1 })}</p>
        <Highlighted isFault text={invokeExpr} from={from} to={to} />
      </div>
    )
  }
  const isEmpty =
    (invokeMethod === 'regex' && invokeExpr === '') ||
    (invokeMethod === 'taglist' && tagsIn(invokeExpr).length === 0)
  if (isEmpty) return <p className={css.small}>{t('tester.empty')}</p>
  return (
    <div className={css.stack}>
      {invokeMethod === 'regex' && <UnanchoredExamples expr={invokeExpr} match={compiled.match} />}
      <TagEffect reponame={reponame} armed={armed} match={compiled.match} />
      <ExistingTags reponame={reponame} match={compiled.match} />
    </div>
  )
}
