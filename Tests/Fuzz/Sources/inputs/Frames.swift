/// What is around packets. The first of each list is the ordinary one.
enum Frames {
  static let between = [
    "", "\n", "\r\n", "noise <b>\n", "<!-- log -->", "\u{FEFF}", "</packet>", "<packet>", "<!--",
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "<![CDATA[", "text", "\u{0}", "<pack",
  ]
  static let requestLines = [
    "POST /enterprise/control/agent.php HTTP/1.1", "GET / HTTP/1.1", "HEAD / HTTP/1.1",
    "CONNECT a:8443 HTTP/1.1", "POST  HTTP/1.1", "POST / HTTP/2 ",
  ]
  static let statusLines = [
    "HTTP/1.1 200 OK", "HTTP/2 200 ", "HTTP/1.0 200", "HTTP/1.1 100 Continue", "HTTP/1.1 204 No",
    "HTTP/1.1 200 Connection established", "HTTP/1.1 301 Moved", "HTTP/1.1 502 Bad \u{1B}[31m",
    "HTTP/1.1 101 Switching", "HTTP/1.1 304 Not", "HTTP/1.1 999 ", "HTTP/1.1 99 x",
  ]
  static let fields = [
    "Content-Type: text/xml", "Content-Type: text/html,\n\ttext/xml", "X", ": ", " folded",
    "Content-Length: 0", "Content-Length: -1", "Content-Length: 7, 7",
    "Content-Length: 9223372036854775807", "Transfer-Encoding: gzip, chunked",
    "Content-Encoding: br", "Content-Encoding: identity",
  ]
  static let chunkEnds = ["\r\n", "\n", ";name=value\r\n", " \r\n", "\r\r\n", "x\r\n", ""]
  static let bodyEnds = ["", "\r\n", "\n", "HTTP/1.1", "text\n", "POST ", "\r", "\0"]
  static let urls = ["https://a:8443/enterprise/control/agent.php", "https://a/b.css", ""]
  static let types = ["text/xml", "text/css", "application/xml; charset=utf-8"]

  /// What damage inserts.
  static let pieces =
    between + ["\r\n", "0\r\n", "5\r\n", "\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n", "{", "}", "\""]
    + fields.map { $0 + "\r\n" }
}
