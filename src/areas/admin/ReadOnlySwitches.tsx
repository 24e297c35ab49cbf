import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOwnAct, useOwnRead } from '../../api/own'
import { ConfirmDialog } from '../../ui/ConfirmDialog'
import { FormSection } from '../../ui/FormPage'
import { StatusChip } from '../../ui/StatusChip'
import css from './AuditPage.module.css'
import type { AccountState, Switches } from './types'

interface Props {
  /** Of an account; undefined: of the whole console. */
  account?: string
  isOn: boolean
}

function Switch({ account, isOn }: Props) {
  const { t } = useTranslation('admin')
  const act = useOwnAct()
  const [isAsking, setAsking] = useState(false)
  const name = account ?? t('switches.console')
  const flip = () => {
    const body = account === undefined ? { readOnly: !isOn } : { accounts: { [account]: !isOn } }
    return act.run({ path: '/api/switches', method: 'PATCH', body })
  }
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <StatusChip
          health={isOn ? 'paused' : 'well'}
          word={isOn ? t('switches.on') : t('switches.off')}
        />{' '}
        <Button
          variant="default"
          size="compact-xs"
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
      </dd>
    </>
  )
}

/** Stops all changes by everybody, in an account or in the whole console. */
export function ReadOnlySwitches({ accounts }: { accounts: readonly AccountState[] }) {
  const { t } = useTranslation('admin')
  const { data } = useOwnRead<Switches>('/api/switches')
  if (!data) return null
  return (
    <FormSection title={t('switches.title')}>
      <dl className={css.facts}>
        <Switch isOn={data.isReadOnly} />
        {accounts.map(({ name }) => (
          <Switch key={name} account={name} isOn={data.accounts.includes(name)} />
        ))}
      </dl>
    </FormSection>
  )
}
