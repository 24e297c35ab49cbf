import { Button, Group, Radio, Skeleton, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionForm } from '../../../api/client/form'
import { useRead } from '../../../api/client/read'
import { useStored } from '../../../api/merge/useStored'
import type { ResponseOf } from '../../../contract/action'
import { GetAutoDelStrategy, SetAutoDelStrategy } from '../../../contract/actions/registry/tags'
import type { Strategy } from '../../../contract/rules/retention'
import { useFormats } from '../../../i18n/useFormats'
import { ErrorState } from '../../../ui/feedback/ErrorState'
import { ErrorText } from '../../../ui/feedback/ErrorText'
import { ConcurrentChanges } from '../../../ui/forms/concurrent/ConcurrentChanges'
import { NumberField } from '../../../ui/forms/NumberField'
import { ActionButton } from '../../../ui/menu/ActionButton'
import { useForbiddenReasons } from '../../../ui/menu/useForbiddenReason'
import { Age } from '../../../ui/value/Age'
import { useLimits } from '../Quotas'
import css from '../registry.module.css'
import { useRepository } from '../repositories/useRepository'
import { CloseStrategyDialog } from './CloseStrategyDialog'
import { RetentionPreview } from './RetentionPreview'
import { SetStrategyDialog } from './SetStrategyDialog'

type Type = Strategy['type']

interface Values {
  type: Type
  val: number | string
}

/** Returns the active strategy, or an inactive one if none is active. */
function strategyIn({ strategyInfo }: ResponseOf<typeof GetAutoDelStrategy>) {
  const [currentStrategy] = strategyInfo.toSorted((a, b) => b.valid - a.valid)
  return (
    currentStrategy && {
      type: currentStrategy.type,
      value: currentStrategy.value,
      valid: currentStrategy.valid === 1,
      since: currentStrategy.creation_time,
    }
  )
}

const valuesOf = (current: Strategy | undefined): Values => ({
  type: current?.type ?? 'keep_last_nums',
  val: current?.value ?? 50,
})

/** The current and the edited strategy, with a preview of its effect on each tag. */
function RetentionForm({
  current,
}: {
  current: (Strategy & { valid: boolean; since: string }) | undefined
}) {
  const { t } = useTranslation('registry')
  const { number } = useFormats()
  const { reponame, tagCount } = useRepository()
  const limit = useLimits().tag
  const forbiddenReason = useForbiddenReasons()
  const reason = forbiddenReason('SetAutoDelStrategy')
  const [isClosing, setClosing] = useState(false)
  const readStored = useStored()
  const { form, submit, isPending, error, review, concurrency } = useActionForm<
    typeof SetAutoDelStrategy,
    Values
  >(SetAutoDelStrategy, {
    initial: valuesOf(current),
    stored: async () => {
      const now = await readStored(GetAutoDelStrategy, { reponame })
      return now && valuesOf(strategyIn(now))
    },
    // The cast is safe: the contract refuses a text that is not a number.
    request: ({ type, val }) => ({ reponame, type, val: val as number }),
    notice: t('retention.notice', { name: reponame }),
    isReviewed: true,
  })
  const { type } = form.values
  const value = Number(form.values.val)
  const isWhole = Number.isInteger(value) && value >= 1
  const inForce = current?.valid ? current : undefined
  return (
    <div>
      <div className={css.stack}>
        <p>
          {inForce ? (
            <>
              {t(`retention.inForce.${inForce.type}`, { count: inForce.value })}{' '}
              <span className={css.dim}>
                {t('retention.since')} <Age time={inForce.since} />
              </span>
            </>
          ) : current ? (
            t('retention.closed')
          ) : (
            t('retention.none')
          )}
        </p>
        <p className={css.small}>
          {limit === undefined
            ? t('retention.when')
            : t('retention.whenAt', { limit: number(limit), now: number(tagCount) })}
        </p>
        <form onSubmit={submit} noValidate>
          <Stack gap="sm">
            <Radio.Group label={t('retention.rule')} {...form.getInputProps('type')}>
              <Stack gap={6} mt={4}>
                <Radio value="keep_last_nums" label={t('retention.byNumber')} />
                <Radio value="keep_last_days" label={t('retention.byDays')} />
              </Stack>
            </Radio.Group>
            <NumberField
              w={180}
              min={1}
              label={t(type === 'keep_last_nums' ? 'retention.tagsToKeep' : 'retention.daysToKeep')}
              {...form.getInputProps('val')}
            />
            <ConcurrentChanges concurrency={concurrency} />
            {error && <ErrorText error={error} />}
            <Group gap="xs">
              {reason === undefined ? (
                <Button type="submit" loading={isPending}>
                  {t('retention.set')}
                </Button>
              ) : (
                <ActionButton reason={reason}>{t('retention.set')}</ActionButton>
              )}
              {inForce && (
                <ActionButton
                  reason={forbiddenReason('CloseAutoDelStrategy')}
                  onClick={() => setClosing(true)}
                >
                  {t('retention.close')}
                </ActionButton>
              )}
            </Group>
          </Stack>
        </form>
      </div>
      {isWhole && (
        <RetentionPreview
          reponame={reponame}
          strategy={{ type, value }}
          current={
            inForce && (inForce.type !== type || inForce.value !== value) ? inForce : undefined
          }
        />
      )}
      {review && <SetStrategyDialog reponame={reponame} review={review} />}
      {isClosing && <CloseStrategyDialog reponame={reponame} onClose={() => setClosing(false)} />}
    </div>
  )
}

/**
 * The retention tab: which tags are deleted once the quota is reached, previewed before it is set.
 */
export function RetentionTab() {
  const { t } = useTranslation('registry')
  const { reponame } = useRepository()
  const read = useRead(GetAutoDelStrategy, { reponame })
  if (read.error && !read.data) {
    return (
      <ErrorState title={t('retention.unreadable')} error={read.error} onRetry={read.refetch} />
    )
  }
  if (!read.data) return <Skeleton height={120} />
  return <RetentionForm key={reponame} current={strategyIn(read.data)} />
}
