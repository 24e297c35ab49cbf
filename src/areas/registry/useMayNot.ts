import { useTranslation } from 'react-i18next'
import { useMayWrite, useSession } from '../../api/session'

/** Why this user may not change anything here; undefined: they may. */
export function useMayNot(): string | undefined {
  const { t } = useTranslation()
  const { session } = useSession()
  const mayWrite = useMayWrite()
  return mayWrite ? undefined : t('needsRole', { role: t(`role.${session?.role ?? 'viewer'}`) })
}
