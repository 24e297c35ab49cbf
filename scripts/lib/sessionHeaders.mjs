/**
 * The headers that prove a session, from the response to a sign-in: its cookie and, on plain HTTP,
 * its second secret. Older versions return no second secret.
 */
export async function sessionHeaders(answer) {
  const Cookie = answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
  const { data } = await answer.json()
  const secret = data?.sessionSecret
  return { Cookie, ...(secret && { 'X-Gantry-Session': secret }) }
}
