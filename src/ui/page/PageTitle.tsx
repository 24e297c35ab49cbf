import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import css from './PageTitle.module.css'

let isFirst = true

interface Props {
  title: string
  documentTitle?: string | undefined
}

/** The page's h1. It receives focus after navigation, so that screen readers announce the page. */
export function PageTitle({ title, documentTitle = title }: Props) {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!isFirst) heading.current?.focus({ preventScroll: true })
    isFirst = false
  }, [])
  return (
    <>
      <title>{`${documentTitle} · ${t('appName')}`}</title>
      <h1 ref={heading} tabIndex={-1} className={css.root}>
        {title}
      </h1>
    </>
  )
}
