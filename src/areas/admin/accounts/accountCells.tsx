import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../api/client/error'
import type { AccountState } from '../../../contract/console/accounts'
import { useFormats } from '../../../i18n/useFormats'
import { useDescribeError } from '../../../ui/feedback/describeError'
import { Age } from '../../../ui/value/Age'
import { StatusChip } from '../../../ui/value/StatusChip'
import { Tag } from '../../../ui/value/Tag'
import css from '../admin.module.css'

type Region = AccountState['regions'][number]

/**
 * Whether the API refused the key or the time; any other failure means that the endpoint is
 * unreachable.
 */
const isRefusal = ({ code }: NonNullable<Region['error']>) => code >= 4100 && code < 4600

function kindOf(error: NonNullable<Region['error']>) {
  if (isRefusal(error)) return 'refuses'
  return ['UpstreamDown', 'UpstreamSlow'].includes(error.codeDesc) ? 'silent' : 'fails'
}

export function AccountName({
  account,
  isReadOnly,
}: {
  account: AccountState
  isReadOnly: boolean
}) {
  const { t } = useTranslation(['admin', 'shell'])
  return (
    <span className={css.name}>
      <strong>{account.name}</strong>
      {account.production && <Tag kind="production">{t('shell:production')}</Tag>}
      {isReadOnly && <Tag kind="readOnly">{t('shell:readOnly')}</Tag>}
    </span>
  )
}

export function RegionState({ region: { error, answeredAt, circuit } }: { region: Region }) {
  const { t } = useTranslation('admin')
  const { time } = useFormats()
  if (circuit) {
    return (
      <div>
        <StatusChip health="failing" word={t('accounts.circuitOpen')} />
        <div className={css.small}>{t('accounts.retryAt', { time: time(circuit.retryAt) })}</div>
      </div>
    )
  }
  if (error) {
    return <StatusChip health="failing" word={t(`accounts.${kindOf(error)}`)} />
  }
  if (answeredAt === undefined) {
    return <StatusChip health="unknown" word={t('accounts.notAsked')} />
  }
  return <StatusChip health="well" word={t('accounts.answers')} />
}

/** In milliseconds; the API refuses calls with a larger clock skew. */
const maxSkew = 60_000

/** Clock skew between this machine and the endpoint, rounded to seconds. */
export function ClockSkew({ skew }: { skew: number | undefined }) {
  const { t } = useTranslation('admin')
  const { number } = useFormats()
  if (skew === undefined) return '–'
  const seconds = Math.round(skew / 1000)
  if (Math.abs(seconds) <= 1) return t('accounts.inStep')
  const time = number(Math.abs(seconds), 's')
  const clockText = seconds > 0 ? t('accounts.ahead', { time }) : t('accounts.behind', { time })
  return Math.abs(skew) > maxSkew ? <StatusChip health="failing" word={clockText} /> : clockText
}

/** The last error in the user's language, with the endpoint's message below. */
export function RegionError({ error }: { error: NonNullable<Region['error']> }) {
  const explain = useDescribeError()
  const { what, small } = explain(
    new ApiError({ ...error, kind: isRefusal(error) ? 'cloud' : 'server', status: 0 }),
  )
  return (
    <div>
      {what}
      <div className={css.small}>
        <Age time={error.at} /> · {small}
      </div>
    </div>
  )
}
