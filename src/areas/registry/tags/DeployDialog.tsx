import { Button, Checkbox, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../../api/client/act'
import { servicePath } from '../../../api/session/paths'
import { ModifyClusterServiceImage } from '../../../contract/actions/services/services'
import { registryImage } from '../../../contract/formats/registryNames'
import { Dialog } from '../../../ui/feedback/Dialog'
import { ErrorText } from '../../../ui/feedback/ErrorText'
import { StatusChip } from '../../../ui/value/StatusChip'
import { RegionLink } from '../RegionLink'
import css from '../registry.module.css'
import { type ImageUse, useImageUsage } from '../useImageUsage'
import type { TagRow } from './useTags'

interface Props {
  reponame: string
  tags: readonly TagRow[]
  onClose: () => void
}

const keyOf = (use: ImageUse) =>
  [use.region, use.clusterId, use.namespace, use.serviceName, use.containerName].join('/')

type Result = 'done' | { error: unknown }

/** A container that could run the tag, with the result of its update. */
function Candidate({
  use,
  tag,
  isChosen,
  result,
  onToggle,
}: {
  use: ImageUse
  tag: string
  isChosen: boolean
  result: Result | undefined
  onToggle: () => void
}) {
  const { t } = useTranslation('registry')
  const isThere = use.tag === tag && use.digest === undefined
  return (
    <li className={css.row}>
      <Checkbox
        checked={isChosen}
        disabled={isThere || result === 'done'}
        onChange={onToggle}
        label={`${use.serviceName} › ${use.containerName}`}
      />
      <span className={css.small}>
        {use.clusterName} · {use.namespace} ·{' '}
        {isThere
          ? t('deploy.already')
          : t('deploy.change', { from: use.tag ?? use.digest, to: tag })}
      </span>
      {result === 'done' && (
        <>
          <StatusChip health="well" word={t('deploy.done')} />
          <RegionLink region={use.region} to={servicePath(use)}>
            {t('deploy.follow')}
          </RegionLink>
        </>
      )}
      {result && result !== 'done' && <ErrorText error={result.error} thing={use.serviceName} />}
    </li>
  )
}

/** Updates selected services of the repository to a tag sequentially, with a result for each. */
export function DeployDialog({ reponame, tags, onClose }: Props) {
  const { t } = useTranslation('registry')
  const { t: common } = useTranslation()
  const tag = tags[0]?.tagName ?? ''
  const usage = useImageUsage()
  const act = useAct(ModifyClusterServiceImage)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [results, setResults] = useState<Readonly<Record<string, Result>>>({})
  const [isRunning, setRunning] = useState(false)
  // The services of the first response are kept, so that refreshes do not change the selection.
  const [firstUses, setFirst] = useState<readonly ImageUse[]>()
  const ownUses = usage.data?.uses.filter((use) => use.reponame === reponame)
  if (ownUses && !firstUses) setFirst(ownUses)
  const candidates = firstUses ?? []
  const pendingUses = candidates.filter(
    (candidate) => chosen.has(keyOf(candidate)) && results[keyOf(candidate)] !== 'done',
  )

  const toggle = (key: string) => {
    const next = new Set(chosen)
    if (!next.delete(key)) next.add(key)
    setChosen(next)
  }
  const deploy = async () => {
    setRunning(true)
    for (const use of pendingUses) {
      const { clusterId, namespace, serviceName, containerName, region } = use
      const containers = [{ containerName, image: registryImage(reponame, tag) }]
      const result = await act
        .run({ clusterId, namespace, serviceName, containers }, { region })
        .then((): Result => 'done')
        .catch((error: unknown): Result => ({ error }))
      setResults((before) => ({ ...before, [keyOf(use)]: result }))
    }
    setRunning(false)
  }
  const failed = Object.values(results).filter((result) => result !== 'done').length

  return (
    <Dialog size="lg" onClose={onClose} title={t('deploy.title', { name: `${reponame}:${tag}` })}>
      <Stack gap="md">
        {!firstUses && <p>{usage.error ? t('uses.failed') : t('uses.reading')}</p>}
        {firstUses && candidates.length === 0 && <p>{t('deploy.none')}</p>}
        {candidates.length > 0 && (
          <>
            <p>{t('deploy.text')}</p>
            <ul className={css.list}>
              {candidates.map((use) => (
                <Candidate
                  key={keyOf(use)}
                  use={use}
                  tag={tag}
                  isChosen={chosen.has(keyOf(use))}
                  result={results[keyOf(use)]}
                  onToggle={() => toggle(keyOf(use))}
                />
              ))}
            </ul>
          </>
        )}
        {usage.data && usage.data.unread > 0 && (
          <p className={css.small}>{t('uses.unread', { count: usage.data.unread })}</p>
        )}
        {failed > 0 && <p role="alert">{t('deploy.failed', { count: failed })}</p>}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {Object.keys(results).length > 0 ? common('close') : common('cancel')}
          </Button>
          <Button
            onClick={() => void deploy()}
            loading={isRunning}
            disabled={pendingUses.length === 0}
          >
            {failed > 0 ? t('deploy.again') : t('deploy.submit', { count: pendingUses.length })}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
