import { Button } from '@mantine/core'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { foldText } from '../../../ui/table/search'
import { type LogPart, newLines, textOf } from './ansi'
import css from './logs.module.css'

/** Highlights the search term in a text. */
function Highlighted({ text, search }: { text: string; search: string }) {
  const at = search ? foldText(text).indexOf(foldText(search)) : -1
  // Case folding may change the length of a text, so that the position is unknown.
  if (at < 0 || foldText(text).length !== text.length) return text
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + search.length)}</mark>
      {text.slice(at + search.length)}
    </>
  )
}

interface Props {
  lines: readonly (readonly LogPart[])[]
  search: string
  isFollowing: boolean
  /** Scrolling up pauses following; the button at the end resumes it. */
  onFollow: (isFollowing: boolean) => void
}

/** Distance in pixels from the end within which the end counts as shown. */
const tolerance = 24

/** The lines of a log. New lines are scrolled into view unless the reader has scrolled up. */
export function LogLines({ lines, search, isFollowing, onFollow }: Props) {
  const { t } = useTranslation('serviceLife')
  const box = useRef<HTMLPreElement>(null)
  const top = useRef(0)
  const texts = lines.map(textOf)
  const [seen, setSeen] = useState<readonly string[]>(texts)
  const key = texts.join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` covers the texts
  useEffect(() => {
    if (isFollowing) setSeen(texts)
  }, [isFollowing, key])
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls whenever a line changes
  useLayoutEffect(() => {
    if (!isFollowing || !box.current) return
    box.current.scrollTop = box.current.scrollHeight
    top.current = box.current.scrollTop
  }, [isFollowing, key])
  const count = isFollowing ? 0 : newLines(seen, texts)
  return (
    <div className={css.frame}>
      <pre
        ref={box}
        className={css.lines}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable areas must be reachable by keyboard
        tabIndex={0}
        role="log"
        aria-label={t('logs.lines')}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          const isUp = scrollTop < top.current
          top.current = scrollTop
          if (isUp && isFollowing && scrollHeight - scrollTop - clientHeight > tolerance) {
            onFollow(false)
          }
        }}
      >
        {lines.map((parts, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity, and equal ones are common
          <span key={index}>
            {parts.map((part, position) => (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                key={position}
                data-color={part.color}
                data-bold={part.isBold}
              >
                <Highlighted text={part.text} search={search} />
              </span>
            ))}
            {'\n'}
          </span>
        ))}
      </pre>
      {!isFollowing && count > 0 && (
        <Button className={css.resume ?? ''} onClick={() => onFollow(true)}>
          {t('logs.newLines', { count })}
        </Button>
      )}
    </div>
  )
}
