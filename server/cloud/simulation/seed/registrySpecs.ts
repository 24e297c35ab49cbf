import type { Strategy } from '../../../../src/contract/rules/retention'

/** Specification of a seeded repository; tags that clusters run are added automatically. */
export interface RepositorySpec {
  reponame: string
  public?: boolean
  description?: string
  /** Minimum number of tags; if fewer tags are in use, earlier versions are added. */
  tags?: number
  /** Number of nightly builds to add, e.g. `nightly-20171203`. */
  nightlies?: number
  /** Number of commit builds to add, e.g. `git-1f0c9aa`. */
  commits?: number
  latest?: boolean
  /** Tags with a fixed push time in days ago, for tags that other seeded data refers to. */
  pushed?: Readonly<Record<string, number>>
  /** Image size in MB. */
  megabytes?: number
  pulls?: number
  /** Number of other users who have marked the repository as a favourite. */
  favouriteCount?: number
  favourite?: boolean
  strategy?: Strategy & { daysAgo: number; closed?: boolean }
}

/** Specification of a seeded trigger; specifies the target cluster by name. */
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
  /**
   * Past runs of the trigger: `tag` is the pushed tag, `daysAgo` the time since the push, `fails`
   * the error message of a failed run.
   */
  fired?: readonly { tag: string; daysAgo: number; revision?: number; fails?: string }[]
}
