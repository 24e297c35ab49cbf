import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConsoleRead, useConsoleWrite } from '../../../api/client/useConsole'
import type { AccountState } from '../../../contract/console/accounts'
import { changeSwitches, readSwitches, type Switches } from '../../../contract/console/switches'
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog'
import { ErrorState } from '../../../ui/feedback/ErrorState'
import { FormSection } from '../../../ui/forms/FormPage'
import { Age } from '../../../ui/value/Age'
import { StatusChip } from '../../../ui/value/StatusChip'
import { Tag } from '../../../ui/value/Tag'
import css from '../admin.module.css'

interface Props {
  /** Undefined for the whole console. */
  account?: AccountState
  /** The user and time of the switch to read-only; undefined if it is off. */
  activeSwitch: Switches['set'][number] | undefined
}

function Switch({ account, activeSwitch }: Props) {
  const { t } = useTranslation(['admin', 'shell'])
  const act = useConsoleWrite(changeSwitches)
  const [isAsking, setAsking] = useState(false)
  const isOn = activeSwitch !== undefined
  const name = account?.name ?? t('switches.consoleName')
  const flip = () => {
    const body = account ? { accounts: { [account.name]: !isOn } } : { readOnly: !isOn }
    return act.run({ body })
  }
  return (
    <li>
      <span className={css.name}>
        <strong>{account?.name ?? t('switches.console')}</strong>
        {account?.production && <Tag kind="production">{t('shell:production')}</Tag>}
      </span>
      <span className={css.switched}>
        <StatusChip
          health={isOn ? 'paused' : 'well'}
          word={isOn ? t('switches.on') : t('switches.off')}
        />
        {activeSwitch && (
          <span className={css.dim}>
            {t('switches.by', { user: activeSwitch.user })} · <Age time={activeSwitch.at} />
          </span>
        )}
      </span>
      <Button
        variant="default"
        aria-label={t(isOn ? 'switches.openOf' : 'switches.closeOf', { name })}
        onClick={() => setAsking(true)}
      >
        {isOn ? t('switches.open') : t('switches.close')}
      </Button>
      <ConfirmDialog
        isOpened={isAsking}
        onClose={() => setAsking(false)}
        title={t(isOn ? 'switches.openTitle' : 'switches.closeTitle', { name })}
        confirmLabel={isOn ? t('switches.open') : t('switches.close')}
        onConfirm={flip}
      >
        {isOn ? t('switches.openText') : t('switches.closeText')}
      </ConfirmDialog>
    </li>
  )
}

/** Blocks all writes in an account or in the whole console. */
export function ReadOnlySwitches({ accounts }: { accounts: readonly AccountState[] }) {
  const { t } = useTranslation('admin')
  const { data, error, refetch } = useConsoleRead(readSwitches, {})
  if (error && !data) {
    return <ErrorState title={t('switches.unreadable')} error={error} onRetry={refetch} />
  }
  if (!data) return null
  const switchFor = (name?: string) => data.set.find((item) => item.account === name)
  return (
    <FormSection title={t('switches.title')}>
      <p className={css.dim}>{t('switches.text')}</p>
      <ul className={css.switches}>
        <Switch activeSwitch={switchFor()} />
        {accounts.map((account) => (
          <Switch key={account.name} account={account} activeSwitch={switchFor(account.name)} />
        ))}
      </ul>
    </FormSection>
  )
}
