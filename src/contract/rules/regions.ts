/**
 * A region of the API (api-facts.md 5.5). Requests accept both spellings; responses contain the
 * long one and the number.
 */
export interface Region {
  id: number
  short: string
  long: string
}

/** Regions with a documented number, and `ca`, whose number is conventional. */
export const regions: readonly Region[] = [
  { id: 1, short: 'gz', long: 'ap-guangzhou' },
  { id: 4, short: 'sh', long: 'ap-shanghai' },
  { id: 5, short: 'hk', long: 'ap-hongkong' },
  { id: 6, short: 'ca', long: 'na-toronto' },
  { id: 7, short: 'shjr', long: 'ap-shanghai-fsi' },
  { id: 8, short: 'bj', long: 'ap-beijing' },
  { id: 9, short: 'sg', long: 'ap-singapore' },
  { id: 16, short: 'cd', long: 'ap-chengdu' },
  { id: 33, short: 'nj', long: 'ap-nanjing' },
]

/** Finds a region by either spelling, e.g. `gz` or `ap-guangzhou`. */
export const regionOf = (name: string): Region | undefined =>
  regions.find((region) => region.short === name || region.long === name)
