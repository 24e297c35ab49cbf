import { useMediaQuery } from '@mantine/hooks'
import { useSearchParams } from 'react-router'

/** Whether the YAML pane is open: as set in the URL, else on wide screens. */
export function useYamlPane(): [boolean, () => void] {
  const [search, setSearch] = useSearchParams()
  const hasRoom = useMediaQuery('(min-width: 1280px)', false)
  const parameter = search.get('yaml')
  const isShown = parameter === null ? hasRoom : parameter === '1'
  const toggle = () =>
    setSearch(
      (now) => {
        now.set('yaml', isShown ? '0' : '1')
        return now
      },
      { replace: true, preventScrollReset: true },
    )
  return [isShown, toggle]
}
