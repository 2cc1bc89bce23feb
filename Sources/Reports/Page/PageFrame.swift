import PleskPackets

/// The start and the end of an HTML page.
///
/// The page is written as findings arrive, but what is known last is read first. So `main` has
/// slots in the order of reading, and each section names its slot. A browser without shadow
/// templates shows them in the order of writing.
enum PageFrame {
  /// The SHA-256 digests, in Base64, of `report.css` and `report.js`: the only style and script
  /// that the page's Content-Security-Policy allows. A test computes them and fails with the new
  /// ones when a file changes.
  static let styleDigest: Markup = "BNh/WCFHqfXrqzxa9k/w3rGvW77DU2S9/meZvqKvDto="
  static let scriptDigest: Markup = "FbhMHuSdYHEWlNU/rzTajvJ7jzSdsZpUULM8lbs5AhI="

  static func start() -> Markup {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-\(styleDigest)'; \
    script-src 'sha256-\(scriptDigest)'; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Plesk packets, validated</title>
    <style>\(Markup(embedded: PackageResources.report_css))</style>
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
    <footer>Made by <code>validate --format html</code>. The page loads nothing from the network and sends nothing.</footer>
    <script>\(Markup(embedded: PackageResources.report_js))</script>
    </body>
    </html>

    """
  }
}
