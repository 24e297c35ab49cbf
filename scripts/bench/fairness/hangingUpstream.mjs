// An endpoint whose region gz never answers; other regions answer at once.
import http from 'node:http'

const body = JSON.stringify({
  code: 0,
  codeDesc: 'Success',
  message: '',
  data: { totalCount: 0, clusters: [] },
})

const server = http.createServer((request, response) => {
  const chunks = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => {
    const form = new URLSearchParams(Buffer.concat(chunks).toString())
    if (form.get('Region') === 'gz') return
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(body)
  })
})
server.listen(Number(process.argv[2]), '127.0.0.1', () => process.send('listening'))
