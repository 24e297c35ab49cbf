/**
 * An availability zone. Requests specify its number as `zoneId`; responses also contain its name.
 */
export interface Zone {
  id: number
  zone: string
  name: string
}

/**
 * Number of the first zone, number of zones and city of each region (api-facts.md 3 for bj, sh, gz,
 * hk and ca).
 */
const facts: Readonly<Record<string, { first: number; count: number; city: string }>> = {
  'ap-guangzhou': { first: 100001, count: 4, city: '广州' },
  'ap-shanghai': { first: 200001, count: 2, city: '上海' },
  'ap-hongkong': { first: 300001, count: 1, city: '香港' },
  'na-toronto': { first: 400001, count: 1, city: '北美' },
  'ap-shanghai-fsi': { first: 700001, count: 1, city: '上海金融' },
  'ap-beijing': { first: 800001, count: 2, city: '北京' },
  'ap-singapore': { first: 900001, count: 1, city: '新加坡' },
  'ap-chengdu': { first: 160001, count: 1, city: '成都' },
  'ap-nanjing': { first: 330001, count: 1, city: '南京' },
}

const digits = ['一', '二', '三', '四']

/** Zones of a region, given in the long form, sorted by number. */
export function zonesOf(region: string): Zone[] {
  const { first, count, city } = facts[region] ?? { first: 1, count: 0, city: '' }
  return Array.from({ length: count }, (_, index) => ({
    id: first + index,
    zone: `${region}-${index + 1}`,
    name: `${city}${digits[index]}区`,
  }))
}

/** Finds the zone with this number or name. */
export const zoneOf = (region: string, idOrName: string): Zone | undefined =>
  zonesOf(region).find((zone) => String(zone.id) === idOrName || zone.zone === idOrName)
