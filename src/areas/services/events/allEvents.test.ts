import { expect, it } from 'vitest'
import { allEvents } from './allEvents'

it('marks remembered events and lists each event once', () => {
  const event = {
    firstSeen: '2017-06-07 15:00:00',
    lastSeen: '2017-06-07 15:00:00',
    count: 1,
    level: 'Normal' as const,
    objType: 'Pod',
    objName: 'web-1',
    reason: 'Pulled',
    message: 'Image pulled',
  }
  const expired = { ...event, reason: 'Killing' }
  expect(allEvents([event], [{ ...event, count: 7 }, expired])).toEqual([
    { ...event, isEarlier: false },
    { ...expired, isEarlier: true },
  ])
})
