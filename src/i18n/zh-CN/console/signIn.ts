import type { signIn as english } from '../../en/console/signIn'
import type { Texts } from '../../texts'

export const signIn: Texts<typeof english> = {
  title: '登录 Gantry',
  again: '会话已结束',
  againText: '请以 {{user}} 的身份重新登录以继续。{{user}} 在此页面填写的内容不会丢失。',
  newTabText: '登录将在新标签页中进行，完成后此页面会自动继续。',
  withPassword: '改用密码登录',
  other: '其他用户已登录',
  otherText:
    '{{other}} 已在此浏览器中登录 Gantry。此页面属于 {{user}}，因此不再加载数据，也不再执行变更。',
  unknownOtherText:
    '其他用户已在此浏览器中登录 Gantry。此页面属于 {{user}}，因此不再加载数据，也不再执行变更。',
  otherKept:
    '{{user}} 已保存的草稿会保留到 {{user}} 下次登录。重新加载后，此页面上填写的其他内容将丢失。',
  asUser: '以 {{user}} 的身份登录',
  continueAs: '以 {{other}} 的身份继续',
  reload: '重新加载页面',
  lead: '腾讯云容器服务 API 2.0 控制台',
  user: '用户名',
  password: '密码',
  submit: '登录',
  singleSignOn: '单点登录',
  confirm: '请确认身份',
  confirmText: '管理用户前需重新验证身份。请输入密码以继续。',
  confirmSsoText: '管理用户前需重新验证身份。请在新标签页中重新登录，完成后此页面会自动继续。',
  confirmedByOther: '在新标签页中登录的是其他用户。请以 {{user}} 的身份登录以继续。',
  continue: '继续',
  wrongPassword: '密码错误',
  missingUser: '请输入用户名',
  missingPassword: '请输入密码',
  or: '或',
  newTab: {
    title: '登录成功',
    text: '当前用户为 {{user}}。请返回原标签页继续操作，此标签页可以关闭。',
    failed: '登录未确认',
    otherText:
      '您以 {{other}} 的身份登录，但此浏览器中的 Gantry 当前用户为 {{user}}。原标签页没有任何变化。',
    again: '重新登录',
  },
}
