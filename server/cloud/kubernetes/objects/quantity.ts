const factors: Readonly<Record<string, number>> = {
  '': 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
}

/** The number of a Kubernetes quantity such as `500m`, `1.5Gi` or `1e3`; 0 if absent. */
export function quantity(text: string | undefined): number {
  const [, digits = '0', suffix = ''] =
    /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)([A-Za-z]*)$/.exec(text ?? '') ?? []
  return Number(digits) * (factors[suffix] ?? 0)
}

/** Rounds up, so that a small request does not become 0, which means none. */
export const millicores = (text: string | undefined) => Math.ceil(quantity(text) * 1000 - 1e-6)
export const mebibytes = (text: string | undefined) => Math.ceil(quantity(text) / 2 ** 20 - 1e-6)
/** GB with two decimals. */
export const gibibytes = (text: string | undefined) =>
  Math.round((quantity(text) / 2 ** 30) * 100) / 100
export const cores = (text: string | undefined) => Math.round(quantity(text) * 1000) / 1000
