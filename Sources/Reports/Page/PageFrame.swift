import PleskPackets

/// What an HTML page begins and ends with.
///
/// The page is written as its findings come, but what is known last is read first. So `main` has
/// slots in the order of reading, and each section names its slot. A browser without shadow
/// templates shows them in the order of writing.
enum PageFrame {
  /// The SHA-256 digests, in Base64, of `report.css` and `report.js`: the only style and script
  /// that the page's Content-Security-Policy allows. A test computes them and fails with the new
  /// ones when a file changes.
  static let styleDigest: Markup = "gPmGN2z6zN69pMhBVoUJgBRiIBrg4L6g+r4WKP3p0fk="
  static let scriptDigest: Markup = "zOFZjPqcjt5Tumcjnxi0UhGB84wVux3+U4XAl/LLkAc="

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
    <footer>Made by <code>validate --format html</code>. The page needs no network and tells nobody of what it shows.</footer>
    <script>\(Markup(embedded: PackageResources.report_js))</script>
    </body>
    </html>

    """
  }
}
