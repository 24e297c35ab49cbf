import { pushTag } from '../../areas/registry/push'
import { registryTags } from '../../areas/registry/tags'
import { Bench, benchStart, testNode } from '../service/serviceTesting'

export const reponame = 'team/web'
export const image = (tag: string) => `ccr.ccs.tencentyun.com/${reponame}:${tag}`
export const container = (tag: string, containerName = 'web') => ({
  containerName,
  image: image(tag),
})

/** A test cluster whose account has the repository `team/web` with the tag `v1`. */
export function withRegistry(nodes = [1, 2, 3].map((index) => testNode(index))): Bench {
  const bench = new Bench(nodes)
  const { world } = bench
  world.put('registryNamespace', { id: 'team', createdAt: benchStart })
  world.put('repository', {
    id: reponame,
    namespace: 'team',
    public: 0,
    description: '',
    createdAt: benchStart,
    updatedAt: benchStart,
    pulls: 0,
    favouriteCount: 0,
  })
  push(bench, 'v1')
  return bench
}

export const push = (bench: Bench, tag: string) => pushTag(bench.context, { reponame, tag })

export const remove = (bench: Bench, tag: string) =>
  registryTags.BatchDeleteTag({ reponame, tags: [tag] }, bench.context)
