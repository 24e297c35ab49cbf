import { useTranslation } from 'react-i18next'
import { type InventoryKind, inventoryKinds } from '../../contract/console/inventory/objects'
import { useFormats } from '../../i18n/useFormats'
import css from './SearchPage.module.css'

interface Props {
  counts: Readonly<Record<string, number>>
  kind: InventoryKind | undefined
  onChoose: (kind: InventoryKind | undefined) => void
}

/** The number of results of each kind; a click shows only those. */
export function KindFilter({ counts, kind, onChoose }: Props) {
  const { t } = useTranslation('search')
  const { t: inventory } = useTranslation('inventory')
  const formats = useFormats()
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const button = (value: InventoryKind | undefined, label: string, count: number) => (
    <button
      key={label}
      type="button"
      className={css.filter}
      aria-pressed={value === kind}
      onClick={() => onChoose(value)}
    >
      {label} <span className={css.count}>{formats.number(count)}</span>
    </button>
  )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset can't be a flex container in all browsers
    <div role="group" aria-label={t('kinds')} className={css.filters}>
      {button(undefined, t('all'), all)}
      {inventoryKinds
        .filter((candidate) => (counts[candidate] ?? 0) > 0 || candidate === kind)
        .map((shown) => button(shown, inventory(`kinds.${shown}`), counts[shown] ?? 0))}
    </div>
  )
}
