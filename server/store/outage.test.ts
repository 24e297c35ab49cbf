import { expect, it } from 'vitest'
import { isOutage } from './outage'

const coded = (code: string, message = '') => Object.assign(new Error(message), { code })

it.each([
  coded('57P01', 'terminating connection due to administrator command'),
  coded('57P03', 'the database system is starting up'),
  coded('53300', 'sorry, too many clients already'),
  coded('08006'),
  coded('25006', 'cannot execute INSERT in a read-only transaction'),
  coded('57P05', 'terminating connection due to idle-session timeout'),
  coded('58030', 'could not read file'),
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT'].map((value) =>
    coded(value),
  ),
  ...['ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOENT'].map((value) =>
    coded(value),
  ),
  new AggregateError([coded('EADDRNOTAVAIL'), coded('ECONNREFUSED')]),
  new Error('Connection terminated unexpectedly'),
  new Error('Connection terminated due to connection timeout'),
  new Error('Client has encountered a connection error and is not queryable'),
  new Error('timeout exceeded when trying to connect'),
  new Error('Postgres connection has been discarded'),
  new Error('Client was closed and is not queryable'),
  coded('SQLITE_BUSY', 'database is locked'),
  coded('SQLITE_FULL', 'database or disk is full'),
  coded('SQLITE_IOERR_WRITE'),
  ...['SQLITE_LOCKED', 'SQLITE_CANTOPEN', 'SQLITE_READONLY', 'SQLITE_PROTOCOL'].map((value) =>
    coded(value),
  ),
])('%s is an outage', (error) => {
  expect(isOutage(error)).toBe(true)
})

it.each([
  coded('23505', 'duplicate key value'),
  coded('42P01', 'relation "audit" does not exist'),
  coded('SQLITE_CONSTRAINT_PRIMARYKEY'),
  new TypeError('x is undefined'),
  'a text',
  undefined,
])('%s is not an outage', (error) => {
  expect(isOutage(error)).toBe(false)
})
