import { expect, it } from 'vitest'
import { passwords } from './passwords'

it('hashes with a salt and parameters, and verifies only the correct password', async () => {
  const [firstHash, otherHash] = await Promise.all([
    passwords.hash('péssword'),
    passwords.hash('péssword'),
  ])
  expect(firstHash).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[\w+/=]{24}\$[\w+/=]{44}$/)
  expect(firstHash).not.toBe(otherHash)
  expect(await passwords.verify('péssword', firstHash)).toBe(true)
  // The same letter in another Unicode composition, as other keyboards produce it.
  expect(await passwords.verify('pe\u0301ssword', firstHash)).toBe(true)
  expect(await passwords.verify('password', firstHash)).toBe(false)
})

it('verifies hashes made with other parameters', async () => {
  // Vector of RFC 7914: "password", "NaCl", N 1024, r 8, p 16.
  const hash = '$scrypt$ln=10,r=8,p=16$TmFDbA==$/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWI='
  expect(await passwords.verify('password', hash)).toBe(true)
  expect(await passwords.verify('Password', hash)).toBe(false)
})

it('rejects every password for the decoy and for an invalid hash', async () => {
  expect(await passwords.verify('', passwords.decoy)).toBe(false)
  expect(await passwords.verify('x', 'x')).toBe(false)
})
