import type { partial as en } from '../../en/console/partial'
import type { Texts } from '../../texts'

/** Texts of lists that the server could not read completely. */
export const partial: Texts<typeof en> = {
  title: '列表不完整。',
  text: '您的权限范围有限，控制台会按权限范围过滤此列表，但只检查 {{total}} 条中的前 {{read}} 条。其余 {{rest}} 条未检查，即使在您的权限范围内也不会显示。',
}
