import { Button, CloseButton } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { dismiss, type Notice, useNotices } from '../../api/console/notices'
import { IconCircleCheck, IconCircleX, IconInfo } from '../theme/icons'
import css from './Notices.module.css'

const icons = { success: IconCircleCheck, failure: IconCircleX, info: IconInfo } as const
const displayMs = { plain: 6_000, withAction: 30_000 } as const

function NoticeItem({ notice }: { notice: Notice }) {
  const { t } = useTranslation()
  const Icon = icons[notice.kind]
  useEffect(() => {
    const time = notice.action ? displayMs.withAction : displayMs.plain
    const timer = window.setTimeout(() => dismiss(notice.id), time)
    return () => window.clearTimeout(timer)
  }, [notice.id, notice.action])
  return (
    <div className={css.one} data-kind={notice.kind}>
      <Icon size={18} className={css.icon} aria-hidden />
      <span>{notice.text}</span>
      {notice.action && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            dismiss(notice.id)
            notice.action?.run()
          }}
        >
          {notice.action.label}
        </Button>
      )}
      <CloseButton size="sm" aria-label={t('dismiss')} onClick={() => dismiss(notice.id)} />
    </div>
  )
}

/** Shows notifications for a while; mounted once. */
export function Notices() {
  const notices = useNotices()
  return (
    <div className={css.root} role="status" aria-live="polite">
      {notices.map((notice) => (
        <NoticeItem key={notice.id} notice={notice} />
      ))}
    </div>
  )
}
