const groupsIn = (text = '') => text.split(':').filter((group) => group !== '')

/** Groups IPv6 addresses by their first 64 bits, which belong to one host or network. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const [first, last] = address.split('::')
  const [head, tail] = [groupsIn(first), groupsIn(last)] as const
  const gap = Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0')
  const groups = [...head, ...gap, ...tail].slice(0, 4)
  return groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')
}
