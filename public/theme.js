// Before the first paint: the theme chosen in this browser, so that none flashes by.
let wish = 'auto'
try {
  wish = localStorage.getItem('mantine-color-scheme-value') ?? 'auto'
} catch {
  // The browser forbids storage.
}
const isDark =
  wish === 'dark' || (wish === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
document.documentElement.dataset.mantineColorScheme = isDark ? 'dark' : 'light'
