import { useTranslation } from 'react-i18next'
import type { Problems } from '../../api/console/inventory'
import { useFormats } from '../../i18n/useFormats'
import { FactStrip } from '../../ui/page/FactStrip'
import { LocationLink } from '../../ui/page/LocationLink'

/** Kinds with the page that lists them, if there is one for all clusters. */
const kinds = [
  { kind: 'cluster', path: '/clusters' },
  { kind: 'node' },
  { kind: 'service', path: '/services' },
  { kind: 'instance' },
  { kind: 'repository', path: '/registry' },
  { kind: 'trigger', path: '/triggers' },
] as const

/** The number of objects of each kind. */
export function Estate({ estate }: Pick<Problems, 'estate'>) {
  const { t } = useTranslation('inventory')
  const formats = useFormats()
  const facts = kinds.map((entry) => {
    const count = formats.number(estate[entry.kind] ?? 0)
    return {
      label: t(`kinds.${entry.kind}`),
      value: 'path' in entry ? <LocationLink to={entry.path}>{count}</LocationLink> : count,
    }
  })
  return <FactStrip facts={facts} />
}
