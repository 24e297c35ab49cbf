import { NativeSelect, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../../../../api/client/read'
import { isSame } from '../../../../../api/merge/keyed'
import {
  DescribeCluster,
  DescribeClusterInstances,
} from '../../../../../contract/actions/clusters/clusters'
import { versionsWithoutAffinity } from '../../../../../contract/tables/limits'
import type { SpecFormApi } from '../../useSpecForm'
import type { AffinityValues } from '../../values'
import { SpecTextInput } from '../inputs'
import { Rows } from '../Rows'
import { matchingNodes } from './matchingNodes'

const operators = {
  nodeAffinity: ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'],
  podAffinity: ['In', 'NotIn', 'Exists', 'DoesNotExist'],
} as const

type Kind = keyof typeof operators

/** Values are entered in one input separated by commas, which labels cannot contain. */
const split = (text: string) => (text === '' ? [] : text.split(',').map((part) => part.trim()))

function Values({ form, path, row }: { form: SpecFormApi; path: string; row: AffinityValues }) {
  const { t } = useTranslation('spec')
  // Keep the text as typed: `a,` may become `a, b`.
  const [typed, setTyped] = useState('')
  const {
    value: _,
    onChange: __,
    defaultValue: ___,
    ...props
  } = form.getInputProps(`${path}.values`)
  if (row.operator === 'Exists' || row.operator === 'DoesNotExist') return null
  return (
    <TextInput
      flex={1}
      miw={140}
      label={t(
        row.operator === 'Gt' || row.operator === 'Lt' ? 'affinity.number' : 'affinity.values',
      )}
      spellCheck={false}
      autoComplete="off"
      {...props}
      value={isSame(split(typed), row.values) ? typed : row.values.join(', ')}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        form.setFieldValue(`${path}.values`, split(event.currentTarget.value))
      }}
    />
  )
}

interface RulesProps {
  form: SpecFormApi
  kind: Kind
  /** Whether the cluster's version lacks affinity; existing rules can still be removed. */
  isUnsupported: boolean
}

function Rules({ form, kind, isUnsupported }: RulesProps) {
  const { t } = useTranslation('spec')
  const rows = form.values[kind]
  return (
    <Rows
      form={form}
      path={kind}
      rows={rows}
      fresh={() => ({ key: '', operator: 'In', values: [] })}
      addDisabled={isUnsupported}
      addLabel={t(`affinity.add.${kind}`)}
      removeLabel={(number) => t(`affinity.remove.${kind}`, { number })}
      rowLabel={(number) => t(`affinity.one.${kind}`, { number })}
      row={(path, number) => {
        const row = rows[number - 1]
        const operator = form.getInputProps(`${path}.operator`)
        return (
          <>
            <SpecTextInput
              w={160}
              label={t('affinity.key')}
              {...form.getInputProps(`${path}.key`)}
            />
            <NativeSelect
              w={150}
              label={t('affinity.operator')}
              data={operators[kind].map((value) => ({
                value,
                label: t(`affinity.operators.${value}`),
              }))}
              {...operator}
              onChange={(event) => {
                operator.onChange(event)
                if (/Exist/.test(event.currentTarget.value))
                  form.setFieldValue(`${path}.values`, [])
              }}
            />
            {row && <Values form={form} path={path} row={row} />}
          </>
        )
      }}
    />
  )
}

/** Number of the cluster's nodes that currently match the rules. */
function Matches({ form }: { form: SpecFormApi }) {
  const { t } = useTranslation('spec')
  const { clusterId, nodeAffinity } = form.values
  const read = useRead(
    DescribeClusterInstances,
    { clusterId, limit: 100 },
    { enabled: clusterId !== '' && nodeAffinity.length > 0 },
  )
  if (nodeAffinity.length === 0 || !read.data) return null
  const { matching, total } = matchingNodes(read.data.nodes, nodeAffinity)
  return <p role="status">{t('affinity.matches', { count: matching, total })}</p>
}

/** Node and instance affinity of the service's instances. */
export function AffinityFields({ form }: { form: SpecFormApi }) {
  const { t } = useTranslation('spec')
  const { clusterId } = form.values
  const read = useRead(DescribeCluster, { clusterIds: [clusterId] }, { enabled: clusterId !== '' })
  const version = read.data?.clusters[0]?.k8sVersion ?? ''
  const isUnsupported = versionsWithoutAffinity.includes(version)
  return (
    <Stack gap="sm">
      {isUnsupported && <p role="status">{t('affinity.unsupported', { version })}</p>}
      <h3>{t('affinity.nodeAffinity')}</h3>
      <Rules form={form} kind="nodeAffinity" isUnsupported={isUnsupported} />
      <Matches form={form} />
      <h3>{t('affinity.podAffinity')}</h3>
      <Rules form={form} kind="podAffinity" isUnsupported={isUnsupported} />
    </Stack>
  )
}
