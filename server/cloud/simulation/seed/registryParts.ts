import type { Strategy } from '../../../../src/contract/rules/retention'

/** What is told of a seeded repository; the tags that clusters run come by themselves. */
export interface RepositorySpec {
  reponame: string
  public?: boolean
  description?: string
  /** At least so many tags, versions before the oldest one that is used. */
  tags?: number
  /** Builds of the last nights, `nightly-20171203`. */
  nightlies?: number
  /** Builds of single commits, `git-1f0c9aa`. */
  commits?: number
  latest?: boolean
  /** Tags whose last push was so many days ago, because something else tells of it. */
  pushed?: Readonly<Record<string, number>>
  /** Size of an image. */
  megabytes?: number
  pulls?: number
  /** How many others have it among their favourites. */
  favouredBy?: number
  favourite?: boolean
  strategy?: Strategy & { daysAgo: number; closed?: boolean }
}

/** A trigger, aimed at a service by the name of its cluster. */
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
  /** What it has done: tags and how many days ago they were pushed; `fails` says why it did not. */
  fired?: readonly { tag: string; daysAgo: number; revision?: number; fails?: string }[]
}
