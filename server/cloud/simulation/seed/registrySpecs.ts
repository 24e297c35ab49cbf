import type { Strategy } from '../../../../src/contract/rules/retention'

/** Specification of a seeded repository; tags that clusters run are added automatically. */
export interface RepositorySpec {
  reponame: string
  public?: boolean
  description?: string
  /** Minimum number of tags; versions before the oldest one in use fill it up. */
  tags?: number
  /** Number of nightly builds, e.g. `nightly-20171203`. */
  nightlies?: number
  /** Number of commit builds, e.g. `git-1f0c9aa`. */
  commits?: number
  latest?: boolean
  /** Tags with a fixed push time, in days ago, because other seeded data refers to it. */
  pushed?: Readonly<Record<string, number>>
  /** Image size. */
  megabytes?: number
  pulls?: number
  /** Number of other users who have marked it as a favourite. */
  favouriteCount?: number
  favourite?: boolean
  strategy?: Strategy & { daysAgo: number; closed?: boolean }
}

/** Specification of a seeded trigger; the target cluster is given by name. */
export interface TriggerSpec {
  name: string
  reponame: string
  method: 'all' | 'taglist' | 'regex'
  expr?: string
  cluster: string
  namespace: string
  service: string
  container: string
  daysAgo: number
  /** Past runs: tag and days since its push; `fails` is the error message of a failed run. */
  fired?: readonly { tag: string; daysAgo: number; revision?: number; fails?: string }[]
}
