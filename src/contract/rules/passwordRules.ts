/** Rules for the password of Linux nodes, separately: 集群相关接口/创建集群, `password`. */

const classes = [/[a-zA-Z]/, /[0-9]/, /[()`~!@#$%^&*\-+=|{}[\]:;'<>,.?/]/]
const allowed = "[a-zA-Z0-9()`~!@#$%^&*\\-+=|{}[\\]:;'<>,.?/]"
const onlyAllowed = new RegExp(`^${allowed}*$`)

export const passwordLengths = { minimum: 8, maximum: 16 } as const

export const passwordPattern = `^${allowed}{8,16}$`

/**
 * The rule for Windows machines: 集群相关接口/添加已存在云主机到集群, `password`. Nothing checks it, because no
 * cluster has Windows nodes.
 */
export const windowsPassword = {
  minimum: 12,
  maximum: 16,
  /** Minimum number of character classes in a password. */
  mixes: 3,
  classes: ['a-z', 'A-Z', '0-9', "( ) ` ~ ! @ # $ % ^ & * - + = { } [ ] : ; ' , . ? /"],
} as const

/** Checks a password against each rule. */
export const passwordChecks = (password: string) => ({
  length: password.length >= passwordLengths.minimum && password.length <= passwordLengths.maximum,
  classes: classes.filter((pattern) => pattern.test(password)).length >= 2,
  allowed: onlyAllowed.test(password),
})
