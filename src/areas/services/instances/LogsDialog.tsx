import { Button, Group, NativeSelect, Skeleton, Stack, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../../api/client/read'
import { DescribeInstanceLog } from '../../../contract/actions/clusters/undocumentedActions'
import { KubectlPreview } from '../../../ui/call/KubectlPreview'
import { DataAge } from '../../../ui/feedback/DataAge'
import { Dialog } from '../../../ui/feedback/Dialog'
import { ErrorText } from '../../../ui/feedback/ErrorText'
import { downloadText } from '../../../ui/page/download'
import { foldText } from '../../../ui/table/search'
import { IconDownload } from '../../../ui/theme/icons'
import type { ServiceRef } from '../serviceState'
import { logLines, textOf } from './ansi'
import { LogLines } from './LogLines'

const lineCounts = ['100', '200', '500', '1000'] as const

interface Props {
  serviceRef: ServiceRef
  podName: string
  onClose: () => void
}

/** Container logs of one instance, newest lines last. */
export function LogsDialog({ serviceRef, podName, onClose }: Props) {
  const { t } = useTranslation('serviceLife')
  const [container, setContainer] = useState('')
  const [tail, setTail] = useState<string>(lineCounts[0])
  const [search, setSearch] = useState('')
  const [isFollowing, setFollowing] = useState(true)
  const read = useRead(
    DescribeInstanceLog,
    { ...serviceRef, podName, tail: Number(tail) },
    { transition: () => true, keepAcross: ['tail'] },
  )
  const logs = read.data?.podLog.find((candidate) => candidate.name === podName)?.containerLog ?? []
  const shownLog = logs.find((candidate) => candidate.name === container) ?? logs[0]
  const log = shownLog?.log
  const all = useMemo(() => {
    const parts = log === undefined ? undefined : logLines(log)
    return parts?.at(-1)?.length === 0 ? parts.slice(0, -1) : parts
  }, [log])
  const foldedSearch = foldText(search)
  const lines = all?.filter((line) => foldText(textOf(line)).includes(foldedSearch))
  return (
    <Dialog size="xl" onClose={onClose} title={t('logs.of', { name: podName })}>
      <Stack gap="sm">
        <Group gap="xs" align="flex-end">
          <NativeSelect
            label={t('logs.container')}
            data={logs.map((item) => item.name)}
            value={shownLog?.name ?? ''}
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
            disabled={!shownLog}
            onClick={() =>
              shownLog && downloadText(`${podName}-${shownLog.name}.log`, shownLog.log)
            }
          >
            {t('download')}
          </Button>
        </Group>
        {read.error && <ErrorText error={read.error} thing={podName} />}
        {!read.data && !read.error && <Skeleton height={240} />}
        {lines && lines.length > 0 && (
          <LogLines
            key={`${shownLog?.name} ${search} ${tail}`}
            lines={lines}
            search={search}
            isFollowing={isFollowing}
            onFollow={setFollowing}
          />
        )}
        {lines?.length === 0 && <p>{t(search ? 'logs.noMatch' : 'logs.empty')}</p>}
        <KubectlPreview
          action="DescribeInstanceLog"
          params={{ ...serviceRef, podName, containerName: shownLog?.name, tail: Number(tail) }}
        />
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
