/** Rules for the password of Linux nodes, one by one: 集群相关接口/创建集群, `password`. */

const classes = [/[a-zA-Z]/, /[0-9]/, /[()`~!@#$%^&*\-+=|{}[\]:;'<>,.?/]/]
const allowed = "[a-zA-Z0-9()`~!@#$%^&*\\-+=|{}[\\]:;'<>,.?/]"
const onlyAllowed = new RegExp(`^${allowed}*$`)

export const passwordLengths = { minimum: 8, maximum: 16 } as const

export const passwordPattern = `^${allowed}{8,16}$`

/** Checks a password against each rule. */
export const passwordChecks = (password: string) => ({
  length: password.length >= passwordLengths.minimum && password.length <= passwordLengths.maximum,
  classes: classes.filter((one) => one.test(password)).length >= 2,
  allowed: onlyAllowed.test(password),
})
