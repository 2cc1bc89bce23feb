import PleskPackets

/// What an HTML page begins and ends with.
///
/// The page is written as its findings come, and what is known last is read first: `main` has slots in the order of reading,
/// and its sections say which one is theirs. A browser that knows no such templates shows them in the order of writing.
enum PageFrame {
  static func start() -> Markup {
    let style = Markup(embedded: PackageResources.report_css)
    let script = Markup(embedded: PackageResources.report_js)
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-\(digest(style))'; \
      script-src 'sha256-\(digest(script))'; base-uri 'none'; form-action 'none'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>Plesk packets, validated</title>
      <style>\(style)</style>
      </head>
      <body>
      <a class="skip" href="#verdict">Skip to the verdict</a>
      <header><span class="program">validate</span> Packets of the Plesk XML API</header>
      <main>
      <template shadowrootmode="open"><slot name="summary"></slot><slot name="tasks"></slot><slot name="packets"></slot>\
      <slot name="findings-head"></slot><slot name="findings"></slot></template>

      """
  }

  static func end() -> Markup {
    """
    </main>
    <footer>Made by <code>validate --format html</code>. The page needs no network and tells nobody of what it shows.</footer>
    <script>\(Markup(embedded: PackageResources.report_js))</script>
    </body>
    </html>

    """
  }

  private static func digest(_ piece: Markup) -> String { SHA256.digest(of: piece.bytes).base64 }
}
