import * as z from 'zod/mini'
import { read, write } from '../../action'
import { withVocabulary } from '../../rules/rules'
import { count, emptyResponse } from '../common'

/** 镜像仓库相关接口 / 修改密码: changes the registry account's password for docker login. */
export const ChangePassword = write({
  name: 'ChangePassword',
  area: 'registry',
  host: 'ccr',
  section: '镜像仓库相关接口/修改密码',
  scope: 'account',
  effects: [{ kind: 'account' }],
  guard: 'look',
  invalidates: [],
  secrets: ['password'],
  request: z.strictObject({ password: z.string().check(z.minLength(8), z.maxLength(16)) }),
  response: emptyResponse(),
})

export const limitType = withVocabulary(
  z.enum(['namespace', 'repo', 'tag', 'triggers']),
  'limitType',
)

/** 镜像仓库相关接口 / 查询用户配额 */
export const GetLimit = read({
  name: 'GetLimit',
  area: 'registry',
  host: 'ccr',
  section: '镜像仓库相关接口/查询用户配额',
  scope: 'account',
  lists: { items: 'limitInfo', scopedBy: 'account' },
  request: z.strictObject({}),
  response: z.object({
    limitInfo: z.array(
      z.object({
        /** Name of the registry's account. */
        username: z.string(),
        type: limitType,
        value: count(),
      }),
    ),
  }),
})
