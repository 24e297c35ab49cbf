import { isFailure } from '../../../contract/diagnosis/words'
import type { Service } from '../serviceState'

/** Whether a service has a fault that a diagnosis may explain. */
export const isFaulty = ({ status, reasonMap }: Pick<Service, 'status' | 'reasonMap'>): boolean =>
  status === 'Abnormal' || Object.keys(reasonMap).some(isFailure)
