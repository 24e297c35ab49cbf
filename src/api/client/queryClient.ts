import { QueryClient } from '@tanstack/react-query'
import { ApiError } from './error'

/** Creates the cache of all reads: one per browser page, and one per test. */
export const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 2_000,
        gcTime: 10 * 60_000,
        retry: (failures, error) => failures < 2 && error instanceof ApiError && error.isPassing,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
