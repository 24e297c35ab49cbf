// A minimal node:http reverse proxy: no session, validation or signature.
import http from 'node:http'

const agent = new http.Agent({ keepAlive: true })
const port = Number(process.argv[3])

http
  .createServer((incoming, out) => {
    const { method, url: path, headers } = incoming
    const request = http.request({ host: '127.0.0.1', port, method, path, headers, agent })
    request.on('response', (answer) => {
      out.writeHead(answer.statusCode, answer.headers)
      answer.pipe(out)
    })
    request.on('error', () => out.writeHead(502).end())
    incoming.pipe(request)
  })
  .listen(Number(process.argv[2]), '127.0.0.1', () => process.send?.('ready'))
