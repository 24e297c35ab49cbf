import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConsoleWrite } from '../../../api/client/useConsole'
import { useSession } from '../../../api/session/session'
import { revealSecret } from '../../../contract/console/credentials/reveal'
import { masksIn } from '../../../contract/secrets/mask'
import { textsIn } from '../../../contract/secrets/nestedTexts'
import { ErrorText } from '../../../ui/feedback/ErrorText'
import { Mono } from '../../../ui/value/Mono'
import type { Spec } from '../spec/spec'
import css from './config.module.css'

/** One masked value with a button that reveals it. */
function MaskedValue({ path, mask }: { path: string; mask: string }) {
  const { t } = useTranslation('serviceLife')
  const reveal = useConsoleWrite(revealSecret)
  const [value, setValue] = useState<string>()
  const toggle = () => {
    if (value !== undefined) return setValue(undefined)
    reveal.run({ body: { mask } }).then(
      (found) => setValue(found.value),
      () => undefined,
    )
  }
  return (
    <li>
      <Group gap="xs">
        <Mono>{path}</Mono>
        {value !== undefined && <Mono isCopied>{value}</Mono>}
        <Button
          variant="subtle"
          size="compact-sm"
          loading={reveal.isPending}
          aria-label={value === undefined ? t('config.reveal.of', { name: path }) : undefined}
          onClick={toggle}
        >
          {value === undefined ? t('config.reveal.action') : t('config.reveal.hide')}
        </Button>
      </Group>
      {reveal.error && <ErrorText error={reveal.error} />}
    </li>
  )
}

/** The masked values of a service; viewers can't reveal them. */
export function MaskedValues({ spec }: { spec: Spec }) {
  const { t } = useTranslation('serviceLife')
  const { session } = useSession()
  const masked = textsIn(spec).flatMap(({ path, text }) =>
    masksIn(text).map((mask) => ({ path, mask })),
  )
  if (masked.length === 0 || session?.role === 'viewer') return null
  const names = new Map(
    spec.containers.flatMap(({ containerName, envs = [] }, container) =>
      envs.map(({ name }, index): [string, string] => [
        `containers.${container}.envs.${index}.value`,
        `${containerName} ${name}`,
      ]),
    ),
  )
  return (
    <section aria-label={t('config.reveal.title')}>
      <h3>{t('config.reveal.title')}</h3>
      <p className={css.help}>{t('config.reveal.text')}</p>
      <ul>
        {masked.map(({ path, mask }) => (
          <MaskedValue key={`${path} ${mask}`} path={names.get(path) ?? path} mask={mask} />
        ))}
      </ul>
    </section>
  )
}
