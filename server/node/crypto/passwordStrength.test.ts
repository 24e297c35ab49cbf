import { expect, it } from 'vitest'
import { isWeak } from './passwordStrength'

it.each([
  'password',
  'Password1',
  'P@ssw0rd!',
  '12345678',
  '        ',
  'aaaaaaaa',
  'qwertyuiop',
  'abcd1234',
  'changeme123',
  'gantry2026',
  'adalovelace',
  'ada.lovelace',
  'ecalevolada',
  '密码密码密码密码',
  'x'.repeat(256),
])('finds %j easy to guess', async (password) => {
  expect(await isWeak(password, ['ada.lovelace', 'ada', 'lovelace'])).toBe(true)
})

it.each([
  'correct horse',
  'a good password',
  'long-enough',
  'Tr0ub4dor&3',
  'mine-from-now',
  'j4Kd-93mXq-0s',
  '骑马 电池 订书钉 正确',
])('accepts %j', async (password) => {
  expect(await isWeak(password, ['ada.lovelace', 'ada', 'lovelace'])).toBe(false)
})
