import * as z from 'zod/mini'
import { pushTag } from '../areas/registry/push'
import { adminAction } from './action'

const digest = () => z.optional(z.string().check(z.regex(/^sha256:[0-9a-f]{64}$/)))

export const pushNewTag = adminAction(
  {
    path: '/tags/push',
    description:
      'pushes a tag to a repository: retention makes room if the quota is reached, and triggers fire; digest, imageId (sha256:…) and sizeByte are optional',
    example: { reponame: 'shop/storefront', tag: '2.15.0' },
  },
  z.strictObject({
    reponame: z.string(),
    tag: z.string(),
    digest: digest(),
    imageId: digest(),
    sizeByte: z.optional(z.int().check(z.gte(1))),
  }),
  ({ reponame, tag, digest, imageId, sizeByte }, context) => {
    const imageFields = {
      ...(digest !== undefined && { digest }),
      ...(imageId !== undefined && { imageId }),
      ...(sizeByte !== undefined && { sizeByte }),
    }
    const pushed = pushTag(context, { reponame, tag, ...imageFields })
    return {
      reponame,
      tag,
      digest: pushed.tag.digest,
      deleted: pushed.deleted,
      fired: pushed.fired.map(({ fired }) => ({
        triggerName: fired.triggerName,
        ...fired.invokeResult,
      })),
    }
  },
)
