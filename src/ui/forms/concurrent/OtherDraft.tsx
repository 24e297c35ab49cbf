import { Button, Group } from '@mantine/core'
import { Trans, useTranslation } from 'react-i18next'
import type { DraftConflict } from '../../../api/console/drafts'
import { Age } from '../../value/Age'
import css from './concurrent.module.css'

/** Offers the version in the form and the version of another tab, browser or earlier visit. */
export function OtherDraft({ conflict }: { conflict: DraftConflict }) {
  const { t } = useTranslation('concurrent')
  const { savedAt, chosen, choose } = conflict
  return (
    <div className={css.notice} role={chosen ? 'status' : 'alert'}>
      {chosen === undefined && <h3>{t('draft.title')}</h3>}
      <p>
        <Trans
          t={t}
          i18nKey={chosen ? `draft.${chosen}` : 'draft.text'}
          components={{ age: <Age time={savedAt} /> }}
        />
      </p>
      <Group gap="xs" mt="xs">
        {chosen !== 'mine' && (
          <Button variant="default" size="xs" onClick={() => choose('mine')}>
            {t('draft.keepMine')}
          </Button>
        )}
        {chosen !== 'theirs' && (
          <Button variant="default" size="xs" onClick={() => choose('theirs')}>
            {t('draft.takeTheirs')}
          </Button>
        )}
      </Group>
    </div>
  )
}
