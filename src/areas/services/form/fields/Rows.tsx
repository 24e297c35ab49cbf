import { ActionIcon, Button, Group, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconPlus, IconTrash } from '../../../../ui/theme/icons'
import type { SpecFormApi } from '../useSpecForm'
import { faultsOfRows } from './faultsOfRows'
import { SpecLinesInput } from './inputs'
import { RenderWhenChanged } from './RenderWhenChanged'
import css from './Rows.module.css'

/** Longer lists lay out only the visible rows. */
const manyRows = 30

interface Props<T> {
  form: SpecFormApi
  /** The list's path in the form. */
  path: string
  rows: readonly T[]
  /** Renders a row's inputs, given its path and one-based number. */
  row: (path: string, number: number) => ReactNode
  /** Accessible name of a row's group; without one the row is not a group. */
  rowLabel?: (number: number) => string
  removeLabel: (number: number) => string
  addLabel: string
  fresh: () => T
  addDisabled?: boolean
  /** Other values on which a row depends. */
  dependsOn?: (index: number) => unknown
}

/** Editable rows of a list with remove and add buttons. */
export function Rows<T>({ form, path, rows, row, fresh, dependsOn, ...labels }: Props<T>) {
  const { i18n } = useTranslation()
  const isMany = rows.length > manyRows
  const faults = faultsOfRows(form.errors, path)
  return (
    <Stack gap="xs">
      {rows.map((value, index) => {
        const own = `${path}.${index}`
        const number = index + 1
        return (
          <RenderWhenChanged
            key={form.key(own)}
            watch={[own, value, faults.get(index), dependsOn?.(index), isMany, i18n.language]}
            render={() => (
              <Group
                className={css.row}
                data-many={isMany || undefined}
                {...(labels.rowLabel && { role: 'group', 'aria-label': labels.rowLabel(number) })}
                align="flex-end"
                gap="xs"
              >
                {row(own, number)}
                <ActionIcon
                  mb={3}
                  aria-label={labels.removeLabel(number)}
                  onClick={() => form.removeListItem(path, index)}
                >
                  <IconTrash size={16} />
                </ActionIcon>
              </Group>
            )}
          />
        )
      })}
      {!labels.addDisabled && (
        <Group>
          <Button
            variant="default"
            leftSection={<IconPlus size={16} />}
            onClick={() => form.insertListItem(path, fresh())}
          >
            {labels.addLabel}
          </Button>
        </Group>
      )}
    </Stack>
  )
}

interface TextsProps {
  form: SpecFormApi
  path: string
  texts: readonly string[]
  label: (number: number) => string
  removeLabel: (number: number) => string
  addLabel: string
}

/** A list of texts with one input each, since a text may contain spaces, commas and line breaks. */
export function TextRows({ form, path, texts, label, ...labels }: TextsProps) {
  return (
    <Rows
      form={form}
      path={path}
      rows={texts}
      fresh={() => ''}
      row={(rowPath, number) => (
        <SpecLinesInput
          flex={1}
          aria-label={label(number)}
          placeholder={label(number)}
          {...form.getInputProps(rowPath)}
        />
      )}
      {...labels}
    />
  )
}
