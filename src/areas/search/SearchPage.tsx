import { TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useInventorySearch } from '../../api/console/inventory'
import { EmptyState } from '../../ui/feedback/EmptyState'
import { searchFieldId } from '../../ui/inventory/searchField'
import { PageHeader } from '../../ui/page/PageHeader'
import { IconSearch } from '../../ui/theme/icons'
import { Results } from './Results'
import { moveByArrows, openFirst } from './resultKeys'
import css from './SearchPage.module.css'
import { useSearchState } from './useSearchState'

const firstLimit = 40
const maxLimit = 200

/** /search: any object in all accounts and regions, by a part of any of its names. */
export function SearchPage() {
  const { t } = useTranslation('search')
  const { text, q, kind, type, choose } = useSearchState()
  const field = useRef<HTMLInputElement>(null)
  const searched = `${kind ?? ''}\n${q}`
  const [extended, setExtended] = useState<string>()
  const limit = extended === searched ? maxLimit : firstLimit
  const read = useInventorySearch({ q, kind, limit })
  useEffect(() => field.current?.focus(), [])
  const isCurrent = q === text.trim() && !read.isPlaceholderData
  return (
    // biome-ignore lint/a11y/useSemanticElements: only a form submits with Enter
    <form
      role="search"
      onKeyDown={(event) => moveByArrows(event, field.current)}
      onSubmit={(event) => {
        event.preventDefault()
        if (isCurrent) openFirst(event.currentTarget)
      }}
    >
      <PageHeader
        title={t('title')}
        documentTitle={q === '' ? t('title') : `${q} · ${t('title')}`}
      />
      <TextInput
        ref={field}
        id={searchFieldId}
        className={css.field}
        type="search"
        size="md"
        leftSection={<IconSearch size={18} />}
        aria-label={t('label')}
        placeholder={t('placeholder')}
        description={t('keys')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
      />
      {q === '' ? (
        <EmptyState title={t('prompt')} text={t('promptText')} />
      ) : (
        <Results
          q={q}
          kind={kind}
          read={read}
          canShowMore={limit < maxLimit}
          onChoose={choose}
          onShowMore={() => setExtended(searched)}
        />
      )}
    </form>
  )
}
