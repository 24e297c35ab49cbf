import { Button, Skeleton, Stack, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Read, useRead } from '../../../../../api/client/read'
import { SearchUserRepository } from '../../../../../contract/actions/registry/repositories'
import { GetTagList } from '../../../../../contract/actions/registry/tags'
import { parseOwnImage } from '../../../../../contract/formats/registryNames'
import { Dialog } from '../../../../../ui/feedback/Dialog'
import { ErrorText } from '../../../../../ui/feedback/ErrorText'
import { matchesSearch } from '../../../../../ui/table/search'
import { Age } from '../../../../../ui/value/Age'
import { Mono } from '../../../../../ui/value/Mono'
import css from './ImagePicker.module.css'

interface Props {
  /** The current image; its repository is opened first if it is in the account's registry. */
  current: string
  onPick: (image: string) => void
  onClose: () => void
}

function States({
  read,
  isEmpty,
  children,
}: {
  read: Read<unknown>
  isEmpty: boolean
  children: ReactNode
}) {
  const { t } = useTranslation('serviceLife')
  if (read.error && !read.data) return <ErrorText error={read.error} />
  if (!read.data) return <Skeleton height={160} />
  return isEmpty ? <p>{t('picker.nothing')}</p> : <ul className={css.list}>{children}</ul>
}

function Repositories({ search, onOpen }: { search: string; onOpen: (name: string) => void }) {
  const { t } = useTranslation('serviceLife')
  const read = useRead(SearchUserRepository, { limit: 100 })
  const matchingRepositories = (read.data?.repoInfo ?? []).filter(({ reponame }) =>
    matchesSearch(search, [reponame]),
  )
  return (
    <States read={read} isEmpty={matchingRepositories.length === 0}>
      {matchingRepositories.map(({ reponame, tagCount }) => (
        <li key={reponame}>
          <button type="button" className={css.choice} onClick={() => onOpen(reponame)}>
            <Mono>{reponame}</Mono> <span>{t('picker.tags', { count: tagCount })}</span>
          </button>
        </li>
      ))}
    </States>
  )
}

function Tags({
  reponame,
  search,
  onPick,
}: { reponame: string; search: string } & Pick<Props, 'onPick'>) {
  const read = useRead(
    GetTagList,
    { reponame, limit: 100, ...(search && { tag: search }) },
    { keepAcross: ['tag'] },
  )
  const { server = '', tagInfo = [] } = read.data ?? {}
  return (
    <States read={read} isEmpty={tagInfo.length === 0}>
      {tagInfo.map(({ tagName, size, pushTime }) => (
        <li key={tagName}>
          <button
            type="button"
            className={css.choice}
            onClick={() => onPick(`${server}/${reponame}:${tagName}`)}
          >
            <Mono>{tagName}</Mono>{' '}
            <span>
              {size} · <Age time={pushTime} />
            </span>
          </button>
        </li>
      ))}
    </States>
  )
}

/** Repositories of the account's registry and the selected one's tags, newest first. */
export function ImagePicker({ current, onPick, onClose }: Props) {
  const { t } = useTranslation('serviceLife')
  const [repository, setRepository] = useState(parseOwnImage(current)?.reponame ?? '')
  const [search, setSearch] = useState('')
  const open = (name: string) => {
    setRepository(name)
    setSearch('')
  }
  return (
    <Dialog
      onClose={onClose}
      title={repository ? t('picker.tagsOf', { repository }) : t('picker.title')}
    >
      <Stack gap="sm">
        <TextInput
          type="search"
          label={t(repository ? 'picker.searchTag' : 'picker.searchRepository')}
          value={search}
          data-autofocus
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        {repository ? (
          <Tags reponame={repository} search={search} onPick={onPick} />
        ) : (
          <Repositories search={search} onOpen={open} />
        )}
        {repository && (
          <Button variant="default" onClick={() => open('')}>
            {t('picker.others')}
          </Button>
        )}
      </Stack>
    </Dialog>
  )
}
