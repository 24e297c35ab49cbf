import { Button, Group, Radio, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import {
  type ChangedField,
  type Choices,
  isOpen,
  pathKey,
  type Side,
} from '../../../api/merge/merge'
import { fieldLabel } from '../inputOf'
import css from './concurrent.module.css'

interface Props {
  fields: readonly ChangedField[]
  choices: Choices
  choose: (fields: readonly ChangedField[], side: Side) => void
  /** Formats a value for display; may mask secrets. */
  textOf?: ((path: readonly string[], value: unknown) => string | undefined) | undefined
}

function plainText(_path: readonly string[], value: unknown): string | undefined {
  if (value === undefined || value === '') return undefined
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function sideOf(field: ChangedField, choices: Choices): Side | '' {
  if (isOpen(field, choices)) return ''
  return choices[pathKey(field.path)] ?? 'theirs'
}

/**
 * Lists changed fields with the earlier value, the other user's value and the user's own; the user
 * chooses which one to keep.
 */
export function ChangedFields({ fields, choices, choose, textOf = plainText }: Props) {
  const { t } = useTranslation('concurrent')
  return (
    <Stack gap="xs">
      {fields.map((field) => {
        const key = pathKey(field.path)
        const textOrNone = (value: unknown) => textOf(field.path, value) ?? t('none')
        const name = fieldLabel(key)
        return (
          <fieldset key={key} className={css.field}>
            <legend>{name}</legend>
            <p className={css.before}>{t('before', { value: textOrNone(field.before) })}</p>
            <Radio.Group
              value={sideOf(field, choices)}
              onChange={(value) => choose([field], value === 'theirs' ? 'theirs' : 'mine')}
              aria-label={name}
            >
              <Stack gap={4}>
                <Radio
                  value="mine"
                  label={t(field.isConflict ? 'mine' : 'unchanged', {
                    value: textOrNone(field.mine),
                  })}
                />
                <Radio value="theirs" label={t('theirs', { value: textOrNone(field.theirs) })} />
              </Stack>
            </Radio.Group>
          </fieldset>
        )
      })}
      {fields.length > 1 && (
        <Group gap="xs">
          <Button variant="default" size="xs" onClick={() => choose(fields, 'mine')}>
            {t('allMine')}
          </Button>
          <Button variant="default" size="xs" onClick={() => choose(fields, 'theirs')}>
            {t('allTheirs')}
          </Button>
        </Group>
      )}
    </Stack>
  )
}
