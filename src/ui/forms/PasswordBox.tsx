import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import css from './PasswordBox.module.css'

interface Props extends PasswordInputProps {
  /** What a password manager is to do: fill in the one it knows, or make one and keep it. */
  autoComplete: 'current-password' | 'new-password'
}

/**
 * A field for a password. Its eye has a name, is reached by the keyboard and tells whether it shows;
 * a fault is told to screen readers, which Mantine's own field leaves out.
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
