import type { Service } from '../serviceState'

/** A finished rollout; times in ms. */
export interface Ended {
  began: number
  ended: number
  status: Service['status']
}
