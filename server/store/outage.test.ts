import { expect, it } from 'vitest'
import { isOutage } from './outage'

const coded = (code: string, message = '') => Object.assign(new Error(message), { code })

it.each([
  coded('57P01', 'terminating connection due to administrator command'),
  coded('57P03', 'the database system is starting up'),
  coded('53300', 'sorry, too many clients already'),
  coded('08006'),
  coded('25006', 'cannot execute INSERT in a read-only transaction'),
  coded('ECONNREFUSED'),
  new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')]),
  new Error('Connection terminated unexpectedly'),
  new Error('Connection terminated due to connection timeout'),
  new Error('Client has encountered a connection error and is not queryable'),
  new Error('timeout exceeded when trying to connect'),
  coded('SQLITE_BUSY', 'database is locked'),
  coded('SQLITE_FULL', 'database or disk is full'),
  coded('SQLITE_IOERR_WRITE'),
])('%s: the database is away', (error) => {
  expect(isOutage(error)).toBe(true)
})

it.each([
  coded('23505', 'duplicate key value'),
  coded('42P01', 'relation "audit" does not exist'),
  coded('SQLITE_CONSTRAINT_PRIMARYKEY'),
  new TypeError('x is undefined'),
  'a text',
  undefined,
])('%s: something else is wrong', (error) => {
  expect(isOutage(error)).toBe(false)
})
