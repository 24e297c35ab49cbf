/** A sample of a metric family; `suffix` extends the name, as in the parts of a histogram. */
export interface Sample {
  suffix?: string
  labels?: Readonly<Record<string, string>>
  value: number
}

const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')

function formatValue(name: string, { suffix = '', labels = {}, value }: Sample): string {
  const labelPairs = Object.entries(labels).map(
    ([label, labelValue]) => `${label}="${escaped(labelValue).replaceAll('"', '\\"')}"`,
  )
  return `${name}${suffix}${labelPairs.length > 0 ? `{${labelPairs.join(',')}}` : ''} ${value}`
}

/** A metric family in the Prometheus text format 0.0.4; ends with a line break. */
export const formatFamily = (
  name: string,
  type: 'counter' | 'gauge' | 'histogram',
  help: string,
  samples: readonly Sample[],
): string =>
  [
    `# HELP ${name} ${escaped(help)}`,
    `# TYPE ${name} ${type}`,
    ...samples.map((sample) => formatValue(name, sample)),
    '',
  ].join('\n')
