import type { SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useActionForm } from '../../api/client/form'
import { ChangePassword } from '../../contract/actions/registry/account'
import { registryDomain } from '../../contract/formats/registryNames'
import { FormDialog } from '../../ui/forms/FormDialog'
import { PasswordBox } from '../../ui/forms/PasswordBox'
import { IconCheck, IconCircle } from '../../ui/theme/icons'
import css from './PasswordDialog.module.css'

interface Values {
  password: string
  again: string
}

function Rule({ isMet, label }: { isMet: boolean; label: string }) {
  const { t } = useTranslation('registry')
  const Icon = isMet ? IconCheck : IconCircle
  return (
    <li data-holds={isMet || undefined}>
      <Icon size={14} aria-hidden /> {label}
      <span className={css.hidden}>{t(isMet ? 'password.holds' : 'password.open')}</span>
    </li>
  )
}

/** Sets a new docker login password, which is sent once and not stored. */
export function PasswordDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('registry')
  const { form, submit, ...rest } = useActionForm<typeof ChangePassword, Values>(ChangePassword, {
    initial: { password: '', again: '' },
    request: ({ password }) => ({ password }),
    notice: t('password.notice'),
    done: onClose,
  })
  const { password, again } = form.values
  const isLong = password.length >= 8 && password.length <= 16
  const isSame = password !== '' && password === again
  const send = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isSame && isLong) form.setFieldError('again', t('password.same'))
    else submit(event)
  }
  return (
    <FormDialog
      {...rest}
      submit={send}
      onClose={onClose}
      title={t('password.title')}
      submitLabel={t('password.submit')}
    >
      <p>{t('password.text', { domain: registryDomain })}</p>
      <PasswordBox
        label={t('password.label')}
        autoComplete="new-password"
        data-autofocus
        {...form.getInputProps('password')}
      />
      <PasswordBox
        label={t('password.again')}
        autoComplete="new-password"
        {...form.getInputProps('again')}
      />
      <ul className={css.rules} aria-live="polite">
        <Rule isMet={isLong} label={t('password.length')} />
        <Rule isMet={isSame} label={t('password.same')} />
      </ul>
    </FormDialog>
  )
}
