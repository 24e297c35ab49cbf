import { ActionIcon, Menu } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconDots } from '../theme/icons'

/** A menu entry added by the page. */
export interface ExtraItem {
  id: string
  label: string
  onClick: () => void
}

interface Props {
  title: string
  isTable: boolean
  onTable: () => void
  onCsv: () => void
  /** Undefined if there is no plot to save. */
  onPng: (() => void) | undefined
  items: readonly ExtraItem[]
}

/** The chart's menu, which is created when first opened, because a page has many charts. */
export function ChartMenu({ title, isTable, onTable, onCsv, onPng, items }: Props) {
  const { t } = useTranslation('monitoring')
  const [isMade, setMade] = useState(false)
  const button = (onClick?: () => void) => (
    <ActionIcon size={26} aria-label={t('chart.menu', { title })} {...(onClick && { onClick })}>
      <IconDots size={16} />
    </ActionIcon>
  )
  if (!isMade) return button(() => setMade(true))
  return (
    <Menu defaultOpened>
      <Menu.Target>{button()}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onTable}>{t(isTable ? 'chart.hideTable' : 'chart.table')}</Menu.Item>
        <Menu.Item onClick={onCsv}>{t('chart.csv')}</Menu.Item>
        {onPng && <Menu.Item onClick={onPng}>{t('chart.png')}</Menu.Item>}
        {items.map(({ id, label, onClick }) => (
          <Menu.Item key={id} onClick={onClick}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
