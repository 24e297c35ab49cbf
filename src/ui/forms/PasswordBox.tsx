import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import css from './PasswordBox.module.css'

interface Props extends PasswordInputProps {
  /** Tells password managers whether to fill in the current password or generate a new one. */
  autoComplete: 'current-password' | 'new-password'
}

/**
 * A password input whose visibility toggle has an accessible name, is reachable by keyboard and
 * exposes its state, and whose error is announced; Mantine's own input lacks these.
 */
export function PasswordBox({ error, ...rest }: Props) {
  const { t } = useTranslation()
  return (
    <PasswordInput
      {...rest}
      error={error}
      aria-invalid={Boolean(error)}
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      classNames={{ input: css.box ?? '' }}
      visibilityToggleFocusable
      visibilityToggleButtonProps={{ 'aria-label': t('showPassword'), title: t('showPassword') }}
    />
  )
}
