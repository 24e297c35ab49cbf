import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { InventoryObject } from '../../contract/console/inventory/objects'
import { KindIcon } from '../../ui/inventory/KindIcon'
import { ObjectLocation } from '../../ui/inventory/ObjectLocation'
import { ObjectStatus } from '../../ui/inventory/ObjectStatus'
import { objectPath, useHrefAt } from '../../ui/inventory/objectPath'
import { Highlighted } from './Highlighted'
import { containsAny } from './highlight'
import css from './SearchPage.module.css'

interface Props {
  object: InventoryObject
  words: readonly string[]
}

/** The ID, addresses, images and other names that match; all addresses if only the name does. */
function detailsOf(object: InventoryObject, words: readonly string[]): string[] {
  const { kind, id, name, clusterId, serviceName, reponame, digest } = object
  const { addresses = [], images = [] } = object
  const owner = kind === 'instance' || kind === 'trigger' ? serviceName : undefined
  const names = [id === name ? undefined : id, kind === 'cluster' ? undefined : clusterId, owner]
  const repository = kind === 'repository' ? undefined : reponame
  const candidates = [...names, repository, ...addresses, ...images, digest]
  const matches = candidates.filter((text) => text !== undefined && containsAny(text, words))
  const shown = matches.length > 0 ? matches : [repository, owner, ...addresses.slice(0, 2)]
  return [...new Set(shown.filter((text) => text !== undefined))]
}

/** A found object, linked to its page. */
export const ResultRow = memo(function ResultRow({ object, words }: Props) {
  const { t } = useTranslation('inventory')
  const hrefAt = useHrefAt()
  const { kind, account, region, clusterName, namespace, name } = object
  return (
    <li className={css.row}>
      <div className={css.main}>
        <KindIcon kind={kind} />
        <Link to={hrefAt(objectPath(object), object)} className={css.name} data-result>
          <Highlighted text={name} words={words} />
        </Link>
        <span className={css.kind}>{t(`kind.${kind}`)}</span>
        <ObjectStatus object={object} />
      </div>
      <div className={css.details}>
        {detailsOf(object, words).map((text) => (
          <code key={text}>
            <Highlighted text={text} words={words} />
          </code>
        ))}
      </div>
      <div className={css.location}>
        <ObjectLocation
          account={account}
          region={region}
          clusterName={kind === 'cluster' ? undefined : clusterName}
          namespace={kind === 'namespace' ? undefined : namespace}
        />
      </div>
    </li>
  )
})

/** Identifies an object among all. */
export const resultKey = (object: InventoryObject): string => {
  const { kind, account, region, clusterId, namespace, reponame, id } = object
  return [kind, account, region, clusterId, namespace, reponame, id].join('\n')
}
