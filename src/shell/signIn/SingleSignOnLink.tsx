import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { withQuery } from '../../api/session/paths'

/**
 * URL of a single sign-on in a new tab, which then notifies the original tab. With `mustAsk`, the
 * provider must ask for the user's credentials.
 */
export const newTabSignIn = (mustAsk: boolean): string =>
  withQuery('/api/sso', { to: '/signed-in', ...(mustAsk && { again: '1' }) })

interface Props {
  href: string
  isInNewTab?: boolean
  variant?: 'filled' | 'default'
}

/** A link rather than a button, because single sign-on navigates to the identity provider. */
export function SingleSignOnLink({ href, isInNewTab = false, variant = 'default' }: Props) {
  const { t } = useTranslation('signIn')
  return (
    <Button
      component="a"
      href={href}
      {...(isInNewTab && { target: '_blank', rel: 'noreferrer' })}
      variant={variant}
      size="sm"
      fullWidth
    >
      {t('singleSignOn')}
    </Button>
  )
}
