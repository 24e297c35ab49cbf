import { Group, NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { Revision } from '../../../api/console/revisions'
import { useFormats } from '../../../i18n/useFormats'
import { Changes } from '../change/Changes'
import { difference } from '../spec/difference'
import css from './history.module.css'

/** Compares two revisions, which are named in the URL. */
export function Compare({ revisions }: { revisions: readonly Revision[] }) {
  const { t } = useTranslation('serviceLife')
  const { time } = useFormats()
  const [search, setSearch] = useSearchParams()
  const fullRevisions = revisions.filter((revision) => revision.spec)
  const to = fullRevisions.find(({ id }) => id === search.get('to')) ?? fullRevisions[0]
  const older = to ? fullRevisions[fullRevisions.indexOf(to) + 1] : undefined
  const from = fullRevisions.find(({ id }) => id === search.get('from')) ?? older
  if (!to || !from || fullRevisions.length < 2) return null
  const options = fullRevisions.map((revision) => ({
    value: revision.id,
    label: `${time(revision.at)} · ${t(`action.${revision.action}`, { defaultValue: revision.action })} · ${revision.user}`,
  }))
  const choose = (name: 'from' | 'to') => (event: React.ChangeEvent<HTMLSelectElement>) => {
    const { value } = event.currentTarget
    setSearch(
      (now) => {
        now.set(name, value)
        return now
      },
      { replace: true, preventScrollReset: true },
    )
  }
  return (
    <section className={css.compare} aria-label={t('history.compare')}>
      <h2>{t('history.compare')}</h2>
      <Group gap="sm" align="flex-end" mb="xs">
        <NativeSelect
          flex={1}
          label={t('history.from')}
          data={options}
          value={from.id}
          onChange={choose('from')}
        />
        <NativeSelect
          flex={1}
          label={t('history.to')}
          data={options}
          value={to.id}
          onChange={choose('to')}
        />
      </Group>
      <Changes
        changes={difference(from.spec ?? {}, to.spec ?? {})}
        label={t('history.compare')}
        heads={[t('history.from'), t('history.to')]}
      />
    </section>
  )
}
