import type { Event } from './event'
import { timeOf } from './meta'

/**
 * Time of the last occurrence. Events from events.k8s.io have a series instead of first and last
 * times.
 */
export const lastSeenOf = ({ series, lastTimestamp, eventTime, metadata }: Event): number =>
  timeOf(series?.lastObservedTime) ||
  timeOf(lastTimestamp) ||
  timeOf(eventTime) ||
  timeOf(metadata.creationTimestamp)

export const firstSeenOf = (event: Event): number =>
  timeOf(event.firstTimestamp) || timeOf(event.eventTime) || lastSeenOf(event)

export const countOf = ({ series, count }: Event): number => series?.count ?? count ?? 1
