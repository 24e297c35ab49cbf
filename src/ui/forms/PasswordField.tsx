import { useTranslation } from 'react-i18next'
import { passwordChecks } from '../../contract/rules/passwordRules'
import { IconCheck, IconX } from '../theme/icons'
import { PasswordBox } from './PasswordBox'
import css from './PasswordField.module.css'

interface Props {
  label: string
  value: string
}

/** A new password for nodes, with a live checklist of its rules. */
export function PasswordField({ label, value, ...rest }: Props) {
  const { t } = useTranslation()
  const checks = passwordChecks(value)
  return (
    <div>
      <PasswordBox {...rest} label={label} value={value} autoComplete="new-password" />
      <ul className={css.rules}>
        {(['length', 'classes', 'allowed'] as const).map((rule) => {
          const isKept = value !== '' && checks[rule]
          const Icon = isKept ? IconCheck : IconX
          return (
            <li key={rule} data-kept={isKept || undefined}>
              <Icon size={14} aria-hidden />
              <span>
                {t(`passwordRule.${rule}`)} {isKept && `(${t('passwordRule.kept')})`}
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
