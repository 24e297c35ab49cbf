/** An affinity term in a request. */
export interface AffinityTerm {
  key: string
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist' | 'Gt' | 'Lt'
  values?: readonly string[] | undefined
}

const isWhole = (value: string | undefined) => value !== undefined && /^-?\d+$/.test(value)

/**
 * Whether labels satisfy a term by Kubernetes' rules. NotIn is also satisfied by an absent label.
 */
export function termHolds(
  { key, operator, values = [] }: AffinityTerm,
  labels: Readonly<Record<string, string>>,
): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    case 'Gt':
      return isWhole(value) && Number(value) > Number(values[0])
    case 'Lt':
      return isWhole(value) && Number(value) < Number(values[0])
  }
}
