import { Radio, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { LookupSelect } from '../../../../ui/forms/LookupSelect'
import { PasswordField } from '../../../../ui/forms/PasswordField'
import { handlersOf, type Inputs } from '../inputs'
import { useKeyPairs, useSecurityGroups } from '../lookups'
import { type AccessValues, credentials } from '../values'

/** Login method of the machines. */
export function AccessFields({ form }: { form: Inputs<AccessValues> }) {
  const { t } = useTranslation('clusterForms')
  const { credential, keyId } = form.values
  const keys = useKeyPairs()
  return (
    <Stack gap="sm">
      <Radio.Group
        label={t('field.credential')}
        value={credential}
        onChange={(value) => {
          const chosen = credentials.find((candidate) => candidate === value)
          if (chosen) form.setValues({ credential: chosen })
        }}
      >
        <Stack gap={6} mt={4}>
          {credentials.map((value) => (
            <Radio
              key={value}
              value={value}
              label={t(`credential.${value}`)}
              description={t(`credentialHelp.${value}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {credential === 'password' && (
        <PasswordField
          {...form.getInputProps('password')}
          label={t('field.password')}
          value={form.values.password}
        />
      )}
      {credential === 'key' && (
        <LookupSelect
          {...handlersOf(form, 'keyId')}
          label={t('field.keyId')}
          lookup={keys}
          value={keyId}
          onChoose={(value) => form.setValues({ keyId: value })}
        />
      )}
    </Stack>
  )
}

/** Security group of the machines. */
export function GroupField({ form }: { form: Inputs<{ sgId: string }> }) {
  const { t } = useTranslation('clusterForms')
  const groups = useSecurityGroups()
  return (
    <LookupSelect
      {...handlersOf(form, 'sgId')}
      label={t('field.sgId')}
      lookup={groups}
      none={t('noGroup')}
      value={form.values.sgId}
      onChoose={(value) => form.setValues({ sgId: value })}
    />
  )
}
