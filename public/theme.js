// Before the first paint: the theme chosen in this browser, so that none flashes by.
const wish = localStorage.getItem('mantine-color-scheme-value') ?? 'auto'
const isDark =
  wish === 'dark' || (wish === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
document.documentElement.dataset.mantineColorScheme = isDark ? 'dark' : 'light'
