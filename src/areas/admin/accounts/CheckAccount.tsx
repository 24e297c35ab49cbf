import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConsoleWrite } from '../../../api/client/useConsole'
import { notify } from '../../../api/console/notices'
import { checkAccount } from '../../../contract/console/accounts'
import { useDescribeError } from '../../../ui/feedback/describeError'

/** Button that checks accounts in all their regions; the list shows the results. */
export function CheckAccount({ names, label }: { names: readonly string[]; label?: string }) {
  const { t } = useTranslation('admin')
  const explain = useDescribeError()
  const act = useConsoleWrite(checkAccount)
  const [isPending, setPending] = useState(false)
  const check = async () => {
    setPending(true)
    const checks = names.map((name) => act.run({ name }))
    const failed = (await Promise.allSettled(checks)).find((result) => result.status === 'rejected')
    setPending(false)
    if (!failed) return
    const { what, next } = explain(failed.reason)
    notify('failure', `${what} ${next}`)
  }
  return (
    <Button
      variant="default"
      loading={isPending}
      aria-label={label}
      title={label}
      onClick={() => void check()}
    >
      {label === undefined ? t('accounts.checkAll') : t('accounts.check')}
    </Button>
  )
}
