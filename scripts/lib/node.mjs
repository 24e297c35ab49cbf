/** Exits with a message if Node is older than package.json's `engines`. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Gantry needs Node 20.19 or newer; this is ${process.versions.node}.\n`)
  process.exit(1)
}
