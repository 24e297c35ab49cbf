import { Checkbox, Skeleton, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../../../api/client/read'
import { DescribeExistedCvmForAddClusterInstances } from '../../../../contract/actions/lookups/machines'
import { matchesSearch } from '../../../../ui/table/search'
import { Age } from '../../../../ui/value/Age'
import { Mono } from '../../../../ui/value/Mono'
import { useMachineReason } from '../useMachineReason'
import css from './ExistingPicker.module.css'

interface Props {
  clusterId: string
  chosen: readonly string[]
  onChange: (ids: string[]) => void
  error?: React.ReactNode
}

const idsIn = (text: string) => text.split(/[\s,]+/).filter(Boolean)

/** Machines in the cluster's VPC, with the reason for each that cannot be added. */
export function ExistingPicker({ clusterId, chosen, onChange, error }: Props) {
  const { t } = useTranslation('clusterActions')
  const reasonOf = useMachineReason()
  const [search, setSearch] = useState('')
  const read = useRead(DescribeExistedCvmForAddClusterInstances, { clusterId })
  if (read.error && !read.data) {
    return (
      <Textarea
        label={t('addExisting.ids')}
        description={t('addExisting.idsHelp')}
        autosize
        minRows={3}
        spellCheck={false}
        defaultValue={chosen.join('\n')}
        error={error}
        data-path="instanceIds"
        onChange={(event) => onChange(idsIn(event.currentTarget.value))}
      />
    )
  }
  if (!read.data) return <Skeleton height={120} />
  const rows = read.data.deviceList
    .filter((device) =>
      matchesSearch(search, [device.instanceName, device.instanceId, device.lanIp, device.wanIp]),
    )
    .toSorted((a, b) => Number(b.usable) - Number(a.usable))
  const toggle = (id: string) =>
    onChange(chosen.includes(id) ? chosen.filter((value) => value !== id) : [...chosen, id])
  return (
    <Stack gap="xs" role="group" aria-label={t('addExisting.machines')}>
      <TextInput
        type="search"
        aria-label={t('addExisting.search')}
        placeholder={t('addExisting.search')}
        value={search}
        data-path="instanceIds"
        error={error}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {rows.length === 0 && <p>{t('addExisting.none')}</p>}
      <ul className={css.list}>
        {rows.map((row) => (
          <li key={row.instanceId} data-off={!row.usable || undefined}>
            <Checkbox
              label={`${row.instanceName} · ${row.lanIp}${row.wanIp ? ` · ${row.wanIp}` : ''}`}
              description={row.usable ? t('addExisting.usable') : reasonOf(row.unusableReason)}
              checked={chosen.includes(row.instanceId)}
              disabled={!row.usable}
              onChange={() => toggle(row.instanceId)}
            />
            <Mono>{row.instanceId}</Mono>
            <Age time={row.instanceCreateTime} />
          </li>
        ))}
      </ul>
    </Stack>
  )
}
