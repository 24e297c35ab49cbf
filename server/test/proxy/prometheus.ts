/** A parsed line of an exposition. */
export interface Sample {
  name: string
  labels: Readonly<Record<string, string>>
  value: number
}

export interface Family {
  type: string
  help: string
  samples: Sample[]
}

const name = /^[a-zA-Z_:][a-zA-Z0-9_:]*/
const number = /^[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?$/
const types = ['counter', 'gauge', 'histogram', 'summary', 'untyped']

const fail = (line: string, why: string): never => {
  throw new Error(`${why}: ${JSON.stringify(line)}`)
}

function unescaped(line: string, text: string, isQuoted: boolean): string {
  return text.replace(/\\(.?)/gs, (_all, next: string) => {
    if (next === '\\') return '\\'
    if (next === 'n') return '\n'
    if (next === '"' && isQuoted) return '"'
    return fail(line, 'an escape that there is not')
  })
}

function numberOf(line: string, text: string): number {
  if (text === '+Inf') return Number.POSITIVE_INFINITY
  if (text === '-Inf') return Number.NEGATIVE_INFINITY
  if (text === 'NaN') return Number.NaN
  return number.test(text) ? Number(text) : fail(line, 'no number')
}

function labelsOf(line: string, text: string): Record<string, string> {
  const labels: Record<string, string> = {}
  let rest = text
  while (rest !== '') {
    const [matchText, label = '', value = ''] =
      /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\.)*)"/.exec(rest) ?? fail(line, 'no label')
    if (label in labels) fail(line, 'a label that came before')
    labels[label] = unescaped(line, value, true)
    rest = rest.slice(matchText.length)
    if (rest.startsWith(',')) rest = rest.slice(1)
    else if (rest !== '') fail(line, 'no comma between labels')
  }
  return labels
}

function sampleOf(line: string): Sample {
  const [nameText] = name.exec(line) ?? fail(line, 'no name')
  let rest = line.slice(nameText.length)
  let labels = {}
  if (rest.startsWith('{')) {
    const [matchText, inside = ''] =
      /^\{((?:[^"}]|"(?:[^"\\]|\\.)*")*)\}/.exec(rest) ?? fail(line, 'braces are open')
    labels = labelsOf(line, inside)
    rest = rest.slice(matchText.length)
  }
  const [, value = ''] = /^ (\S+)$/.exec(rest) ?? fail(line, 'no value')
  return { name: nameText, labels, value: numberOf(line, value) }
}

const isGrowing = (values: readonly number[], isEnough: (value: number, next: number) => boolean) =>
  values.every((value, at) => at === 0 || isEnough(values[at - 1] ?? Number.NaN, value))

/**
 * Checks every series of a histogram: ascending bounds, monotonic counts, +Inf equal to the count,
 * and a sum.
 */
function requireHistogram(of: string, { samples }: Family): void {
  const series = new Map<string, Sample[]>()
  for (const sample of samples) {
    const { le: _, ...others } = sample.labels
    const key = JSON.stringify(others)
    series.set(key, [...(series.get(key) ?? []), sample])
  }
  for (const [key, samplesOfSeries] of series) {
    const buckets = samplesOfSeries.filter((sample) => sample.name === `${of}_bucket`)
    const bounds = buckets.map(({ labels }) => numberOf(key, labels.le ?? ''))
    const counts = buckets.map(({ value }) => value)
    const [sum, count, ...more] = samplesOfSeries.slice(buckets.length)
    if (sum?.name !== `${of}_sum` || count?.name !== `${of}_count` || more.length > 0) {
      fail(key, 'a sum and a count have to follow')
    }
    if (bounds.at(-1) !== Number.POSITIVE_INFINITY) fail(key, 'no bucket for the rest')
    if (!isGrowing(bounds, (item, next) => item < next)) fail(key, 'bounds have to grow')
    if (!isGrowing(counts, (item, next) => item <= next)) fail(key, 'counts must not fall')
    if (counts.at(-1) !== count?.value) fail(key, '+Inf has to be the count')
  }
}

/**
 * Parses the response of GET /metrics strictly as text format 0.0.4: contiguous families
 * with HELP before TYPE before their samples, and no duplicate series. Throws at the first fault.
 */
export function readMetrics(text: string): Map<string, Family> {
  if (!text.endsWith('\n')) throw new Error('the last line has no end')
  const families = new Map<string, Family>()
  const seenSeries = new Set<string>()
  let current = ''
  let help: { of: string; says: string } | undefined
  for (const line of text.slice(0, -1).split('\n')) {
    const [, word, familyName = '', content = ''] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? []
    if (word === 'HELP') help = { of: familyName, says: unescaped(line, content, false) }
    else if (word === 'TYPE') {
      if (help?.of !== familyName || families.has(familyName)) fail(line, 'out of order')
      if (!types.includes(content)) fail(line, 'no type')
      families.set(familyName, { type: content, help: help?.says ?? '', samples: [] })
      current = familyName
    } else {
      const sample = sampleOf(line)
      const family = families.get(current) ?? fail(line, 'no family')
      const suffixes = family.type === 'histogram' ? ['_bucket', '_sum', '_count'] : ['']
      if (!suffixes.some((suffix) => sample.name === `${current}${suffix}`))
        fail(line, 'of another')
      const series = `${sample.name} ${JSON.stringify(Object.entries(sample.labels).toSorted())}`
      if (seenSeries.has(series)) fail(line, 'a series that came before')
      seenSeries.add(series)
      family.samples.push(sample)
    }
  }
  for (const [of, family] of families) if (family.type === 'histogram') requireHistogram(of, family)
  return families
}
