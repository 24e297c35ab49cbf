import { monitorCodes } from '../../../src/contract/tables/monitorCodes'

const { SourceNotExists, Invalid, Missing, ExceedLimit, DimensionGroup } = monitorCodes

/** HTTP statuses by API code (api-facts.md 1.1, 1.5); all other codes map to 502. */
export const httpStatuses: Readonly<Record<number, number>> = {
  4000: 400,
  4101: 403,
  4102: 403,
  4103: 403,
  4110: 403,
  4300: 403,
  4400: 429,
  4420: 429,
  4480: 429,
  5000: 404,
  5100: 409,
  5200: 409,
  5300: 409,
  5400: 409,
  5500: 409,
  6100: 501,
  6200: 503,
  [SourceNotExists.code]: 404,
  [Invalid.code]: 400,
  [Missing.code]: 400,
  [ExceedLimit.code]: 400,
  [DimensionGroup.code]: 400,
}
