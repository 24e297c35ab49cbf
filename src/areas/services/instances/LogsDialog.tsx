import { Button, Group, NativeSelect, Skeleton, Stack, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../../api/client/read'
import { DescribeInstanceLog } from '../../../contract/actions/clusters/clustersBeyond'
import { DataAge } from '../../../ui/feedback/DataAge'
import { Dialog } from '../../../ui/feedback/Dialog'
import { ErrorText } from '../../../ui/feedback/ErrorText'
import { download } from '../../../ui/page/download'
import { IconDownload } from '../../../ui/theme/icons'
import type { Place } from '../serviceState'
import css from './logs.module.css'

const lineCounts = ['100', '200', '500', '1000'] as const

interface Props {
  place: Place
  podName: string
  onClose: () => void
}

/** Highlights the search term in a line. */
function Line({ text, search }: { text: string; search: string }) {
  const at = search ? text.toLowerCase().indexOf(search.toLowerCase()) : -1
  if (at < 0) return <>{text}</>
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + search.length)}</mark>
      {text.slice(at + search.length)}
    </>
  )
}

function Lines({
  lines,
  search,
  isFollowing,
}: {
  lines: string[]
  search: string
  isFollowing: boolean
}) {
  const { t } = useTranslation('serviceLife')
  const box = useRef<HTMLPreElement>(null)
  const last = lines.at(-1)
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls whenever the last line changes
  useEffect(() => {
    if (isFollowing && box.current) box.current.scrollTop = box.current.scrollHeight
  }, [isFollowing, last])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable areas must be reachable by keyboard
    <pre ref={box} className={css.lines} tabIndex={0} role="log" aria-label={t('logs.lines')}>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity, and equal ones are common
        <span key={index}>
          <Line text={line} search={search} />
          {'\n'}
        </span>
      ))}
    </pre>
  )
}

/** Container logs of one instance, newest lines last. */
export function LogsDialog({ place, podName, onClose }: Props) {
  const { t } = useTranslation('serviceLife')
  const [container, setContainer] = useState('')
  const [tail, setTail] = useState<string>(lineCounts[0])
  const [search, setSearch] = useState('')
  const [isFollowing, setFollowing] = useState(true)
  const read = useRead(
    DescribeInstanceLog,
    { ...place, podName, tail: Number(tail) },
    { transition: () => isFollowing, keepAcross: ['tail'] },
  )
  const logs = read.data?.podLog.find((one) => one.name === podName)?.containerLog ?? []
  const shown = logs.find((one) => one.name === container) ?? logs[0]
  const all = shown?.log.split('\n').filter((line, index, list) => line || index < list.length - 1)
  const lines = all?.filter((line) => line.toLowerCase().includes(search.toLowerCase()))
  return (
    <Dialog size="xl" onClose={onClose} title={t('logs.of', { name: podName })}>
      <Stack gap="sm">
        <Group gap="xs" align="flex-end">
          <NativeSelect
            label={t('logs.container')}
            data={logs.map((one) => one.name)}
            value={shown?.name ?? ''}
            onChange={(event) => setContainer(event.currentTarget.value)}
          />
          <NativeSelect
            w={100}
            label={t('logs.count')}
            data={[...lineCounts]}
            value={tail}
            onChange={(event) => setTail(event.currentTarget.value)}
          />
          <TextInput
            flex={1}
            miw={140}
            type="search"
            label={t('logs.search')}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <Button
            variant={isFollowing ? 'filled' : 'default'}
            aria-pressed={isFollowing}
            onClick={() => setFollowing(!isFollowing)}
          >
            {t('logs.follow')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} />}
            disabled={!shown}
            onClick={() => shown && download(`${podName}-${shown.name}.log`, shown.log)}
          >
            {t('download')}
          </Button>
        </Group>
        {read.error && <ErrorText error={read.error} thing={podName} />}
        {!read.data && !read.error && <Skeleton height={240} />}
        {lines && lines.length > 0 && (
          <Lines lines={lines} search={search} isFollowing={isFollowing} />
        )}
        {lines?.length === 0 && <p>{t(search ? 'logs.noMatch' : 'logs.empty')}</p>}
        <Group justify="space-between">
          <span role="status">
            {lines && all && t('logs.shown', { shown: lines.length, count: all.length })}
          </span>
          <DataAge read={read} />
        </Group>
      </Stack>
    </Dialog>
  )
}
