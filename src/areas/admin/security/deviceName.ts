const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|HeadlessChrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
  [/^curl\//, 'curl'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/Windows/, 'Windows'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

const nameIn = (names: typeof browsers, agent: string) =>
  names.find(([pattern]) => pattern.test(agent))?.[1]

/** Browser and operating system of a User-Agent; the User-Agent itself if neither is known. */
export function deviceName(agent: string): string {
  const names = [nameIn(browsers, agent), nameIn(systems, agent)].filter(Boolean)
  return names.length > 0 ? names.join(' · ') : agent
}
