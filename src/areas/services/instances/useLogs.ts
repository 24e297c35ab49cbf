import { useSearchParams } from 'react-router'

/** The instance whose logs are open: `namespace/service/instance` in the URL. */
export function useOpenedLogs(): {
  opened: { namespace: string; serviceName: string; podName: string } | undefined
  open: (what: { namespace: string; serviceName: string; name: string }) => void
  close: () => void
} {
  const [search, setSearch] = useSearchParams()
  const [namespace, serviceName, podName] = search.get('logs')?.split('/') ?? []
  const write = (value: string | undefined) =>
    setSearch(
      (now) => {
        if (value) now.set('logs', value)
        else now.delete('logs')
        return now
      },
      { preventScrollReset: true },
    )
  return {
    opened: namespace && serviceName && podName ? { namespace, serviceName, podName } : undefined,
    open: ({ namespace: inside, serviceName: service, name }) =>
      write(`${inside}/${service}/${name}`),
    close: () => write(undefined),
  }
}
