import { useTranslation } from 'react-i18next'
import type { InventoryKind } from '../../contract/console/inventory/objects'
import {
  IconBolt,
  IconBox,
  IconFolder,
  IconNode,
  IconPackage,
  IconServer,
  IconStack,
  IconTag,
} from '../theme/icons'
import css from './inventory.module.css'

const icons = {
  cluster: IconServer,
  node: IconNode,
  namespace: IconFolder,
  service: IconStack,
  instance: IconBox,
  repository: IconPackage,
  tag: IconTag,
  trigger: IconBolt,
} as const satisfies Record<InventoryKind, unknown>

/** The icon of a kind of object, with its name on hover and for screen readers. */
export function KindIcon({ kind }: { kind: InventoryKind }) {
  const { t } = useTranslation('inventory')
  const Icon = icons[kind]
  return (
    <span role="img" className={css.kind} aria-label={t(`kind.${kind}`)} title={t(`kind.${kind}`)}>
      <Icon size={16} aria-hidden />
    </span>
  )
}
